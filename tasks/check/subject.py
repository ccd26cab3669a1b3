"""What a checker may look at: the words, the formulation's text, the program's solve and the model that it built.

Blueprints are not looked at: a language model's candidate has none.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.candidate import Candidate
from schemas.formulation import Formulation
from schemas.solve import Solve
from tasks.algebra.errors import AlgebraError, TooLarge
from tasks.algebra.ground import ground
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel, canonical_hash
from tasks.algebra.mps import read_mps
from tasks.algebra.text import parse_formulation
from tasks.second_opinion.solving import solve_tightly


@dataclass(frozen=True)
class Reading:
    """What a formulation's text says, as far as it can be read."""

    formulation: Formulation | None = None
    model: LinearModel | None = None
    """Grounded; None where the algebra is faulty."""
    fault: str = ""
    """What keeps it from being read or grounded."""
    is_too_large: bool = False
    """Whether that is its size."""

    @cached_property
    def model_hash(self) -> str | None:
        """Canonical hash of the grounded model."""
        return None if self.model is None else canonical_hash(self.model)


@lru_cache(maxsize=1024)
def read_formulation(text: str) -> Reading:
    """Read and ground a formulation's text once; parents are read for many children."""
    formulation = None
    try:
        formulation = parse_formulation(text)
        return Reading(formulation, ground(formulation))
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        return Reading(formulation, fault=one_line(error), is_too_large=isinstance(error, TooLarge))


@dataclass(frozen=True)
class Capture:
    """The model that a program built, as far as it can be read."""

    model: LinearModel | None = None
    reason: str = "no_captured_model"
    """Countable: why there is no model to look at."""
    fault: str = "the program left no model to compare with the formulation"
    """The same in words."""

    @cached_property
    def model_hash(self) -> str | None:
        """Canonical hash of the model."""
        return None if self.model is None else canonical_hash(self.model)


def read_capture(mps: str | None) -> Capture:
    """Read the model that a program left; one that is not linear, or too large, is none that can be looked at."""
    if not mps:
        return Capture()
    try:
        return Capture(read_mps(mps))
    except AlgebraError as error:
        return Capture(reason=f"captured_model_{error.reason}", fault=one_line(error))


def one_line(error: BaseException) -> str:
    """An error's message on one line of bounded length."""
    return " ".join(str(error).split())[:400] or type(error).__name__


@dataclass(frozen=True)
class Subject:
    """All that a checker may look at."""

    candidate: Candidate
    formulation: Formulation | None
    """Parsed from the candidate's text; None: unreadable."""
    capture: Capture
    """The model that the program built."""
    solve: Solve | None
    """What the program did."""
    resolved: Solve | None
    """The captured model, solved again by HiGHS in another process."""
    parents: tuple[Candidate, ...] = ()
    parent_models: tuple[LinearModel, ...] = ()
    """Grounded from the parents' formulations."""
    attempt: int = 0

    @property
    def model(self) -> LinearModel | None:
        """The program's model, where it can be read."""
        return self.capture.model

    @property
    def reading(self) -> Reading:
        """The formulation with its grounded model, or what keeps it from being read."""
        return read_formulation(self.candidate.formulation)

    @cached_property
    def optimum(self) -> Answer | None:
        """The answer to the program's model at the tightest tolerances, found in this process; None without a model."""
        return None if self.model is None else solve_tightly(self.model)

    @property
    def grounded(self) -> LinearModel | None:
        """The formulation's own model, made without any program."""
        return self.reading.model

    @property
    def model_hash(self) -> str | None:
        """Canonical hash of the captured model."""
        return self.capture.model_hash

    @property
    def agrees(self) -> bool:
        """Whether the program built exactly the formulation's model."""
        return self.model_hash is not None and self.model_hash == self.reading.model_hash


def make_subject(
    candidate: Candidate,
    parents: tuple[Candidate, ...],
    solve: Solve | None = None,
    resolved: Solve | None = None,
    attempt: int = 0,
) -> Subject:
    """Parse and ground what a candidate and its parents say; a candidate's fault is a None, never an error."""
    models = tuple(read_formulation(parent.formulation).model for parent in parents)
    return Subject(
        candidate=candidate,
        formulation=read_formulation(candidate.formulation).formulation,
        capture=read_capture(solve.model_mps if solve else None),
        solve=solve,
        resolved=resolved,
        parents=parents,
        parent_models=tuple(model for model in models if model is not None),
        attempt=attempt,
    )


def captured_model(solve: Solve | None) -> LinearModel | None:
    """The model that the program built, or None where it built none that can be read."""
    return read_capture(solve.model_mps).model if solve else None
