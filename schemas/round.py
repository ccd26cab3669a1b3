"""What a round leaves: its plan, its manifest and its survival."""

from pydantic import Field

from schemas.frozen import Frozen
from schemas.seed import Seed
from schemas.spec import EvolveSpec


class Birth(Frozen):
    """What one child of a round will be made of; the plan of a round is a list of these."""

    id: str
    number: int
    strategy: str
    operator: str
    parent_ids: tuple[str, ...]
    seed: int
    """Seed of this child's own choices."""
    plant: str = ""
    """Kind of error that the teacher is asked for; empty in production."""
    technique: str = ""
    """What the change should need in a model, in words; empty: whatever fits."""
    given: Seed | None = None
    """In round 0: what the seeds file holds."""


class Interval(Frozen):
    """A share with its Wilson interval at 95 %."""

    share: float
    low: float
    high: float


class Survival(Frozen):
    """Books of one checker (or stage) on one attempt, for one operator of one round."""

    campaign: str
    round: int
    strategy: str
    operator: str
    checker: str
    """A checker's name; or `read`, `execute`, and `total`: the whole round from birth to acceptance."""
    attempt: int
    entered: int
    passed: int
    failed: int
    abstained: int
    repaired: int = 0
    """Of those that failed here, accepted in the end."""
    reasons: dict[str, int] = Field(default_factory=dict)
    """Failures and abstentions by reason."""
    calls: int = 0
    tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0


class Manifest(Frozen):
    """What wrote a round's partitions; written last."""

    campaign: str
    round: int
    schema_version: int
    spec: EvolveSpec
    spec_hash: str
    code_version: str
    prompt_hashes: dict[str, str]
    teacher: str
    solver_versions: dict[str, str]
    door: str
    """Where programs ran."""
    images: dict[str, str] = Field(default_factory=dict)
    """Digest of the image by solver; empty for the local door."""
    children: int
    accepted: int
    rejected: int
    calls: int
    tokens: int = 0
    """Of requests and answers that were paid for."""
    cost_usd: float
    out_of_budget: bool = False
    """Whether candidates were rejected because the budget was used up."""
    started: str
    """UTC, ISO 8601."""
    finished: str
    seconds: float
    host: str
