"""What a campaign is expected to cost before it runs."""

from schemas.frozen import Frozen
from schemas.teacher import Purpose


class Size(Frozen):
    """Tokens of one call."""

    prompt_tokens: float
    completion_tokens: float
    answers: int = 0
    """In the lake, that it was measured on; 0: assumed."""


class Expected(Frozen):
    """What a campaign is expected to ask of a teacher for one purpose."""

    purpose: Purpose
    model: str
    calls: int
    prompt_tokens: int
    """Of all calls."""
    completion_tokens: int
    """Of all calls."""
    cost_usd: float | None
    """None: the price is not known."""
    measured_on: int
    """Answers in the lake that the lengths rest on; 0: they are assumed."""


class Estimate(Frozen):
    """What is left to be paid for a campaign, as far as anybody can say before it runs."""

    campaign: str
    seeds: int
    """Seeds that are written or judged before evolution starts."""
    candidates: int
    """Children that are yet to be made."""
    accepted: int
    """Of these."""
    measured_on: int
    """Candidates of the same recipe in the lake that calls and survival rest on; 0: they are assumed."""
    expected: tuple[Expected, ...]
    """By purpose; nothing for what the procedural teacher does."""
    calls: int
    tokens: int
    cost_usd: float | None
    """None: the price of a model is not known."""
    sentences: tuple[str, ...] = ()
    """All this, and what it rests on, in words."""
