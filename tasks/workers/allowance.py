"""What one item may use of a worker process, and how an item ends that used more."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.frozen import Frozen


class Allowance(Frozen):
    """Limits of one item; far above what any honest problem takes, so that they decide nothing else."""

    cpu_seconds: int = 40
    wall_seconds: float = 180.0
    """A busy machine gives a processor's second only now and then."""
    memory_mib: int = 2048
    """Address space beyond what the worker has when it starts; what it remembers of earlier items counts."""


class Excess(StrEnum):
    """Why a worker gave no answer."""

    out_of_time = "out_of_time"
    out_of_memory = "out_of_memory"
    broken = "broken"
    """The work raised an error, or ended its process."""


@dataclass(frozen=True)
class Overrun:
    """An item without an answer."""

    excess: Excess
    detail: str
    """A sentence for whoever wrote the item."""
