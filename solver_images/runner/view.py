"""One solver's model as the recorder sees it: set up, described, and asked for its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from .frames import Message


class Settings(NamedTuple):
    """What a solver may use in one call."""

    threads: int
    relative_gap: float
    seconds: float
    values: int
    """Decision variables to report, at most."""
    tolerance: float | None = None
    """Of feasibility, integrality and optimality; None leaves the solver's own."""


class View(Protocol):
    """One solver's model, seen in the same ways for all solvers."""

    model: Any
    """The program's own object, by whose identity its calls are told apart."""

    def configure(self, settings: Settings) -> None:
        """Set threads, relative gap, time limit and tolerance on the solver."""
        ...

    def describe(self) -> Message:
        """Say the `sense` and the `mps` of the model before it is solved."""
        ...

    def outcome(self, settings: Settings) -> Message:
        """Say `status`, `objective`, `best_bound`, `relative_gap` and `values` after the call."""
        ...

    def refused(self, error: BaseException, settings: Settings) -> Message:  # noqa: ARG002 - for those who know more
        """Say what is known of a call that raised, such as the size of a model that a licence does not cover."""
        return {}


@dataclass(frozen=True)
class Copy:
    """A captured model that a solver has read."""

    view: View
    solve: Callable[[], Any]
    drop_objective: Callable[[], Any]
    """Make its objective zero."""
