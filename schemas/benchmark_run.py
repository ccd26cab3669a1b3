"""A benchmark run: what it plans, and what it leaves."""

from pydantic import Field

from schemas.benchmark_spec import BenchmarkSpec
from schemas.frozen import Frozen
from schemas.rollout import Answering
from schemas.run_account import RunAccount
from schemas.solve import SolverName


class Seat(Frozen):
    """One answer that is to be had: whose question, for which solver, and which of several samples."""

    id: str
    """Hash of set, item, solver, model and sample: the rollout's id."""
    number: int
    """Position in the run."""
    set: str
    item_id: str
    solver: SolverName
    sample: int = 0


class Answered(Frozen):
    """A line of the ledger: the answer to one seat."""

    seat_id: str
    answering: Answering


class SetRecord(Frozen):
    """Which set a run used."""

    name: str
    source: str
    version: str = ""
    licence: str = ""
    checksum: str
    items: int
    problems: tuple[str, ...] = ()
    """Rows that were left out."""
    labels_only: bool = False
    """Whether only its labels are used."""


class BenchmarkManifest(RunAccount):
    """What wrote a run's rows; written last."""

    spec: BenchmarkSpec
    sets: tuple[SetRecord, ...]
    model: str
    solver_versions: dict[str, str] = Field(default_factory=dict)
    door: str
    rollouts: int
