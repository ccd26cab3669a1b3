"""An intervention: one look at a trajectory, and the hint that took the place of its first flaw, if it had one."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.trajectory import Trigger


class Inspector(StrEnum):
    """Who looked."""

    intervener = "intervener"
    """A teacher."""
    code = "code"
    """Rules that see some triggers without asking anybody."""


class Inspection(StrEnum):
    """Who looks at the trajectories of a run."""

    intervener = "intervener"
    """The intervener at all of them; what code sees is kept beside it."""
    code_first = "code_first"
    """Code; the intervener only where code sees nothing."""
    code = "code"
    """Code alone: nobody is asked, and triggers that it can't see stay."""


class Flaw(Frozen):
    """A flaw with its place, and what is to stand there instead."""

    trigger: Trigger
    analysis: str
    """Why it is one."""
    span: str
    """The words that are cut out, with all that follows them."""
    at: int
    """Characters before it: where the trajectory is cut."""
    hint: str


class HintRefusal(StrEnum):
    """Why an answer of the intervener's can't be used."""

    unreadable_answer = "unreadable_answer"
    unknown_action = "unknown_action"
    unknown_trigger = "unknown_trigger"
    no_analysis = "no_analysis"
    span_not_found = "span_not_found"
    span_ambiguous = "span_ambiguous"
    """It stands there more than once."""
    span_in_output = "span_in_output"
    """It begins in what the interpreter wrote, or in the midst of a hint."""
    no_hint = "no_hint"
    hint_too_long = "hint_too_long"
    hint_answers = "hint_answers"
    """It boxes an answer, or brings a program or an output of its own."""
    hint_leaks = "hint_leaks"
    """It tells the label, which nothing before it does."""
    no_answer = "no_answer"
    """The intervener gives no answer at all."""


class Intervention(Frozen):
    """One look at a trajectory."""

    trajectory_id: str
    number: int
    """Which look, from 0; as many hints had been placed before it."""
    inspector: Inspector
    flaw: Flaw | None = None
    """What it found; None: nothing, or nothing that could be used."""
    seen_by_code: tuple[Trigger, ...] = ()
    """Triggers that code sees in the same trajectory, in the order of their places."""
    refusals: tuple[HintRefusal, ...] = ()
    """Why answers of the intervener's were refused, one each."""
    usable: bool = True
    """Whether the inspector came to a result."""
    hint_tokens: int = 0
    dropped_tokens: int = 0
    """Of what was cut away."""
    calls: tuple[str, ...] = ()
    """Request hashes of the intervener's answers."""
