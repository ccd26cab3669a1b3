"""What a model server is asked to be like."""

from typing import Literal

from pydantic import Field

from schemas.frozen import Frozen


class Settings(Frozen):
    """How a server answers; shares lie between 0 and 1, and a draw depends on the seed and the request alone."""

    answers: Literal["mind", "echo", "calm"] = "mind"
    """By way of the procedural teacher, a short fixed text at full speed, or CALM's two parties by a script."""
    continuing: tuple[str, ...] = ("completions", "prefix")
    """Ways in which it goes on from a cut text: by its text endpoint, by an assistant's last message."""
    latency_seconds: float = 0.0
    jitter: float = 0.0
    """Standard deviation of the latency's logarithm."""
    seed: int = 0
    faults: dict[str, float] = Field(default_factory=dict)
    """Share of requests that go wrong, by kind of fault (`faults.py`)."""
    retry_after: float = 1.0
    """Seconds that a 429 asks to wait."""
    manners: dict[str, float] = Field(default_factory=lambda: {"headings": 1.0})
    """Weights of the manners in which answers are dressed (`dress.py`)."""
    unreadable: float = 0.0
    """Share of first answers that lack a part."""
    latex: float = 0.0
    """Share of problems whose formulations are in LaTeX (`notation.py`)."""
    plants: dict[str, float] = Field(default_factory=dict)
    """Share of problems or solutions with an error, by kind (`errors.py`)."""
    mends: float = 0.8
    """Share of corrected answers that are right."""
    judge_recall: float = 0.9
    """Share of the errors of its own sort that a judge sees."""
    judge_false_alarms: float = 0.0
    """Share of right answers that a judge finds fault with."""
    judge_silence: float = 0.0
    """Share of judges' answers without a verdict."""
    second_errors: float = 0.0
    """Share of independent programs with an error."""
