"""The spec: what a person chooses for a round or a campaign; TOML file, flags and Prefect's form share its fields."""

from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from schemas.frozen import Frozen, content_hash
from schemas.plant import PLANTS
from schemas.solve import DoorName, Limits, SolverName
from schemas.verdict import CheckerName

COMPLEXITY = "complexity_evolving"
SCOPE = "scope_evolving"

OPERATORS = ("modify_constraint", "modify_objective", "change_parameter", "transform_domain", "combine")

CLUSTER_CAP = 50
"""Most accepted problems in a cluster of near-duplicates, unless a spec says otherwise."""


class Strategy(Frozen):
    """A named group of operators with weights."""

    name: str
    operators: dict[str, float] = Field(description="Weight of each operator; all weights of a spec add up freely.")

    @field_validator("operators")
    @classmethod
    def operators_are_known(cls, operators: dict[str, float]) -> dict[str, float]:
        """Reject an unknown operator or a negative weight."""
        for name, weight in operators.items():
            if name not in OPERATORS:
                raise ValueError(f"{name!r} is no operator; known are {', '.join(OPERATORS)}")
            if weight < 0:
                raise ValueError(f"the weight of {name} is {weight}; it must be 0 or more")
        return operators


PAPER_STRATEGIES = (
    Strategy(name=COMPLEXITY, operators={"modify_constraint": 1, "modify_objective": 1, "change_parameter": 1}),
    Strategy(name=SCOPE, operators={"transform_domain": 1, "combine": 1}),
)
"""Uniform over the five operators, grouped as in Step-Opt-Instruct (section 3.1)."""


class Selection(StrEnum):
    """How parents are drawn from the population."""

    uniform = "uniform"
    """Every member alike, as in the paper."""
    young = "young"
    """Weight grows with the generation."""
    rare = "rare"
    """Weight falls with the size of the family in the population."""


class TeacherSpec(Frozen):
    """Who writes."""

    model: str = Field(default="procedural", description="`procedural`, the embedded teacher that needs no key.")
    concurrency: int = Field(default=64, ge=1, le=1024, description="Requests in flight.")
    latency_seconds: float = Field(
        default=0.0, ge=0, description="Simulated latency of the procedural teacher, for benchmarks."
    )
    plants: dict[str, float] = Field(
        default_factory=dict, description="Share of answers with a planted error, by kind; for calibration only."
    )

    @field_validator("model")
    @classmethod
    def model_is_known(cls, model: str) -> str:
        """Reject a teacher that this version does not have."""
        if model != "procedural":
            raise ValueError(f"{model!r} is not available; this version has the procedural teacher: 'procedural'")
        return model

    @field_validator("plants")
    @classmethod
    def plants_are_known_shares(cls, plants: dict[str, float]) -> dict[str, float]:
        """Reject an unknown kind of error, or shares that are none."""
        for kind, share in plants.items():
            if kind not in PLANTS:
                raise ValueError(f"{kind!r} is no kind of planted error; known are {', '.join(PLANTS)}")
            if not 0 <= share <= 1:
                raise ValueError(f"the share of {kind} is {share}; it must lie between 0 and 1")
        if (total := sum(plants.values())) > 1 + 1e-9:
            raise ValueError(f"the shares of planted errors add up to {total:.6g}; they may add up to 1 at most")
        return plants


class Attempts(Frozen):
    """How often a stage may try; Step-Opt-Instruct's limits."""

    read: int = Field(default=5, ge=1, description="Answers asked for until one can be read.")
    description: int = Field(default=3, ge=0, description="Regenerations of the words after the first try.")
    solution: int = Field(default=3, ge=0, description="Corrections of formulation and program after the first try.")


class EvolveSpec(Frozen):
    """One round of evolution."""

    campaign: str = Field(
        default="default", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name of the campaign."
    )
    lake: str = Field(default="lake", description="Folder of the lake.")
    seeds: str = Field(
        default="",
        description="Seeds file (JSON Lines or Parquet) to begin with; empty: the 260 that ship, or those it has.",
    )
    children: int = Field(default=100, ge=1, le=1_000_000, description="Candidates to make in the round.")
    seed: int = Field(default=0, ge=0, description="Seed of every random choice.")
    solver: SolverName = Field(default=SolverName.copt, description="Solver that programs are written for.")
    strategies: tuple[Strategy, ...] = Field(default=PAPER_STRATEGIES, description="Groups of operators with weights.")
    selection: Selection = Field(default=Selection.uniform, description="How parents are drawn.")
    checkers: tuple[CheckerName, ...] = Field(default=tuple(CheckerName), description="Checkers that are on.")
    abstentions: str = Field(
        default="accept", pattern="^(accept|reject)$", description="What a checker's abstention does to a candidate."
    )
    cluster_cap: int = Field(
        default=CLUSTER_CAP,
        ge=1,
        description="Most accepted problems in a cluster of near-duplicates (numbers masked), lake-wide.",
    )
    attempts: Attempts = Attempts()
    limits: Limits = Limits()
    teacher: TeacherSpec = TeacherSpec()
    shards: int = Field(default=0, ge=0, le=64, description="Shards of a round; 0: chosen from its size.")
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
    slots: int = Field(default=0, ge=0, le=256, description="Programs at a time; 0: the number of processors.")

    @model_validator(mode="after")
    def some_operator_has_weight(self) -> "EvolveSpec":
        """Reject a spec that could draw nothing."""
        if not any(weight > 0 for strategy in self.strategies for weight in strategy.operators.values()):
            raise ValueError("no operator has a weight above 0")
        return self

    def spec_hash(self) -> str:
        """Hash of what decides the rows: not where the lake lies, nor who works at it and where.

        Nor which file the seeds came from: each row's lineage names its seeds by their content.
        """
        operational = {"lake", "seeds", "shards", "slots", "door", "rounds", "target", "most_seconds"}
        content = self.model_dump(mode="json", exclude=operational)
        content["teacher"].pop("concurrency")
        content["teacher"].pop("latency_seconds")
        return content_hash(content)

    def shard_count(self) -> int:
        """Shards for the round's size: enough to keep stages overlapping; each costs ten task runs."""
        return self.shards or max(1, min(16, (self.children + 31) // 32))


class CampaignSpec(EvolveSpec):
    """Rounds until the round limit or the target is met."""

    rounds: int = Field(default=2, ge=1, le=1000, description="Rounds at most.")
    target: int = Field(
        default=0, ge=0, description="Stop once the campaign has this many accepted problems; 0: no target."
    )
    most_seconds: float = Field(
        default=0, ge=0, description="Start no further round after this many seconds; 0: no limit."
    )

    def for_round(self) -> EvolveSpec:
        """The spec of one round of the campaign."""
        fields = {name: getattr(self, name) for name in EvolveSpec.model_fields}
        return EvolveSpec(**fields)
