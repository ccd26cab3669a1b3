"""The spec: what a person chooses for a round or a campaign; TOML file, flags and Prefect's form share its fields."""

from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from pydantic import Field, field_validator, model_validator

from schemas.budget import Budget
from schemas.chain import Chain
from schemas.frozen import Chosen, Frozen, content_hash
from schemas.schedule import Schedule, ScheduleKind
from schemas.selection import Selection
from schemas.solve import DoorName, Limits, SolverName
from schemas.strategy import PAPER_STRATEGIES, Strategy
from schemas.teacher import BACK_TRANSLATION, OF_ROUNDS, Purpose
from schemas.teacher_spec import GROUPS, OPERATIONAL, ROLES, TeacherSpec
from schemas.verdict import EMBEDDED, JUDGES, CheckerName

CLUSTER_CAP = 50
"""Most accepted problems in a cluster of near-duplicates, unless a spec says otherwise."""
ROUNDS = 2
"""Rounds of a campaign that sets no limit."""
MOST = 10**12
"""Problems that any campaign may ask for: more than its rounds could hold."""


WHERE_AND_HOW_LONG = {
    *("lake", "seeds", "shards", "slots", "door", "replay", "budget"),
    *("rounds", "target", "most_candidates", "most_seconds", "campaign_budget", "chain"),
}
"""Fields of a spec that decide no row."""
SET_BY_CAMPAIGN = {"children", "strategies", "selection", "technique"}
"""Fields that a campaign's target and schedule set anew for each round."""


def what_answers(teacher: TeacherSpec) -> dict[str, Any]:
    """The part of a teacher's spec that its answers depend on."""
    return teacher.model_dump(mode="json", exclude=OPERATIONAL)


class Abstentions(StrEnum):
    """What a checker's abstention does to a candidate."""

    accept = "accept"
    """Nothing; it is counted."""
    reject = "reject"
    """What a failure does."""
    vouched = "vouched"
    """What a failure does, unless somebody else who looks at the same thing passed the candidate."""


class Attempts(Frozen):
    """How often a stage may try; Step-Opt-Instruct's limits."""

    read: int = Field(default=5, ge=1, description="Answers asked for until one can be read.")
    description: int = Field(default=3, ge=0, description="Regenerations of the words after the first try.")
    solution: int = Field(default=3, ge=0, description="Corrections of formulation and program after the first try.")


class EvolveSpec(Chosen):
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
    technique: str = Field(
        default="",
        max_length=500,
        description="What changed constraints and objectives should need in a model, in words; empty: whatever fits.",
    )
    checkers: tuple[CheckerName, ...] | None = Field(
        default=None,
        description="Checkers that are on; absent: all that ask nobody, and the judges where a language model teaches.",
    )
    abstentions: Abstentions | None = Field(
        default=None,
        description="What a checker's abstention does to a candidate: accept, reject, or vouched (accepted where "
        "somebody else who looks at the same thing passed it); absent: vouched where a language model teaches, else "
        "accept.",
    )
    cluster_cap: int = Field(
        default=CLUSTER_CAP,
        ge=1,
        description="Most accepted problems in a cluster of near-duplicates (numbers masked), lake-wide.",
    )
    decontaminate: tuple[str, ...] = Field(
        default=(),
        description="Benchmark files (JSON Lines, JSON or Parquet): seeds and children that repeat an item's words are "
        "rejected.",
    )
    attempts: Attempts = Attempts()
    limits: Limits = Limits()
    teacher: TeacherSpec = Field(default=TeacherSpec(), description="Who writes and judges.")
    teachers: dict[str, TeacherSpec] = Field(
        default_factory=dict,
        description="Another teacher for some purposes, by purpose (mutate, formulate, judge_alignment, …) or group "
        "(judge, repair).",
    )
    formulation: bool = Field(
        default=True, description="Whether a solution holds the mathematical model, or its program alone."
    )
    second_solver: SolverName = Field(
        default=SolverName.highs, description="Solver of the independent second program, where that checker is on."
    )
    budget: Budget = Field(default=Budget(), description="What teachers may be paid in the round.")
    replay: str = Field(
        default="", description="Lake whose recorded answers are used instead of any teacher; nobody is asked."
    )
    shards: int = Field(default=0, ge=0, le=64, description="Shards of a round; 0: chosen from its size.")
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
    slots: int = Field(default=0, ge=0, le=256, description="Programs at a time; 0: the number of processors.")

    @model_validator(mode="after")
    def some_operator_has_weight(self) -> "EvolveSpec":
        """Reject a spec that could draw nothing."""
        if not any(weight > 0 for strategy in self.strategies for weight in strategy.operators.values()):
            raise ValueError("no operator has a weight above 0")
        return self

    @field_validator("teachers")
    @classmethod
    def roles_are_known(cls, teachers: dict[str, TeacherSpec]) -> dict[str, TeacherSpec]:
        """Reject a teacher for a purpose that does not exist."""
        for role in teachers:
            if role not in ROLES:
                raise ValueError(f"{role!r} is nothing that a teacher is asked for; known are {', '.join(ROLES)}")
        return teachers

    def teacher_for(self, purpose: Purpose) -> TeacherSpec:
        """Who is asked for a purpose: its own teacher, its group's, or the one for all."""
        groups = [group for group, purposes in GROUPS.items() if purpose in purposes]
        named = [self.teachers[role] for role in (purpose.value, *groups) if role in self.teachers]
        return (*named, self.teacher)[0]

    @property
    def active_checkers(self) -> tuple[CheckerName, ...]:
        """Checkers that are on, in the order of a round."""
        if self.checkers is not None:
            return tuple(name for name in CheckerName if name in self.checkers)
        can_judge = [name for name in JUDGES if not self.teacher_for(Purpose(name.value)).is_procedural]
        return tuple(name for name in CheckerName if name in EMBEDDED or name in can_judge)

    @property
    def abstention_rule(self) -> Abstentions:
        """What an abstention does."""
        if self.abstentions is not None:
            return self.abstentions
        return Abstentions.accept if self.teacher_for(Purpose.formulate).is_procedural else Abstentions.vouched

    def spec_hash(self) -> str:
        """Hash of what decides the rows: not where the lake lies, nor who works at it and where.

        Nor which file the seeds came from: each row's lineage names its seeds by their content.
        """
        return content_hash(self.what_decides())

    def recipe_hash(self) -> str:
        """Hash of what decides how candidates fare, whatever the round's size: rounds that share it may be compared."""
        content = self.what_decides()
        return content_hash({name: value for name, value in content.items() if name not in SET_BY_CAMPAIGN})

    def what_decides(self) -> dict[str, Any]:
        """What of the spec decides the rows, JSON-like."""
        content = self.model_dump(
            mode="json", include=set(EvolveSpec.model_fields) - WHERE_AND_HOW_LONG - {"teacher", "teachers"}
        )
        content["decontaminate"] = sorted(PurePosixPath(file).name for file in self.decontaminate)
        content["checkers"] = list(self.active_checkers)
        content["abstentions"] = self.abstention_rule
        idle = () if CheckerName.back_translation in self.active_checkers else BACK_TRANSLATION
        asked = [purpose for purpose in OF_ROUNDS if purpose not in idle]
        content["teachers"] = {purpose.value: what_answers(self.teacher_for(purpose)) for purpose in asked}
        return content

    def shard_count(self) -> int:
        """Shards for the round's size: enough to keep stages overlapping; each costs ten task runs."""
        return self.shards or max(1, min(16, (self.children + 31) // 32))


class CampaignSpec(EvolveSpec):
    """Rounds until a limit or the target is met."""

    rounds: int | None = Field(
        default=None, ge=1, le=100_000, description="Rounds at most; absent: 2, or what the other limits allow."
    )
    target: int = Field(
        default=0,
        ge=0,
        le=MOST,
        description="Stop once the campaign has this many accepted problems; rounds are sized to what is missing, "
        "`children` at most. 0: no target.",
    )
    campaign_budget: Budget = Field(
        default=Budget(), description="What teachers may be paid in the whole campaign, earlier runs included."
    )
    most_candidates: int = Field(default=0, ge=0, le=MOST, description="Candidates of all rounds at most; 0: no limit.")
    most_seconds: float = Field(
        default=0, ge=0, description="Start no further round after this many seconds; 0: no limit."
    )

    schedule: Schedule = Field(
        default=Schedule(), description="What shifts the operators' weights from round to round."
    )
    chain: Chain = Field(default=Chain(), description="What is run once the campaign has ended.")

    @model_validator(mode="after")
    def phases_weigh_what_there_is(self) -> "CampaignSpec":
        """Reject a curriculum that weighs an operator that no strategy has, or leaves none to draw."""
        own = {name: weight for strategy in self.strategies for name, weight in strategy.operators.items()}
        phases = self.schedule.phases if self.schedule.kind is ScheduleKind.curriculum else ()
        for number, phase in enumerate(phases, start=1):
            if strange := phase.weights.keys() - own.keys():
                raise ValueError(f"phase {number} weighs {', '.join(sorted(strange))}, which no strategy has")
            if not any((own | phase.weights).values()):
                raise ValueError(f"phase {number} gives no operator a weight above 0")
        return self

    @property
    def most_rounds(self) -> int:
        """Rounds at most; 0: no limit of its own, since another one ends the campaign."""
        return self.rounds or (0 if self.target or self.most_candidates or self.most_seconds else ROUNDS)

    @property
    def sized(self) -> bool:
        """Whether rounds may have other sizes than `children`."""
        return bool(self.target or self.most_candidates)

    def for_round(self) -> EvolveSpec:
        """The spec of one round of the campaign."""
        fields = {name: getattr(self, name) for name in EvolveSpec.model_fields}
        return EvolveSpec(**fields)
