"""What goes wrong when a language model is asked, each a class that says what it deserves."""

import re

BOUND = 300
"""Characters of a provider's words that a message quotes."""


class Failure(Exception):
    """A request without a usable answer; `str` is what the provider said, bounded."""

    name = "failed"

    def __init__(self, said: str, status: int = 0) -> None:
        """Take what was said, and the HTTP status where there is one."""
        super().__init__(bounded(said))
        self.status = status


class Transient(Failure):
    """Another try may succeed."""


class RateLimited(Transient):
    """429: come back later."""

    name = "rate_limited"

    def __init__(self, said: str, status: int = 429, after: float | None = None) -> None:
        """Take the seconds that the provider asks to wait, where it says so."""
        super().__init__(said, status)
        self.after = after


class Busy(Transient):
    """5xx, and the 4xx that mean the same."""

    name = "busy"


class Lost(Transient):
    """The connection failed, or ended amid the answer."""

    name = "lost"


class Hung(Lost):
    """No answer within the deadline."""

    name = "hung"


class Malformed(Transient):
    """An answer that is none: no JSON, no choices, no content."""

    name = "malformed"


class Filtered(Failure):
    """The provider's filter refused; it would again."""

    name = "content_filter"


class TooLong(Failure):
    """Prompt and answer exceed the model's context."""

    name = "context_overflow"


class Refused(Failure):
    """The request is wrong whoever sends it: key, model, address, quota or parameters."""

    name = "refused"


BUSY = frozenset({408, 409, 425, 500, 502, 503, 504, 520, 522, 524, 529})
OVERFLOW = re.compile(
    r"context.{0,12}(?:length|window)|maximum context|too many tokens|prompt is too long", re.IGNORECASE
)
FILTER = re.compile(r"content.?(?:filter|policy|management)|responsible.?ai|safety system", re.IGNORECASE)
QUOTA = re.compile(r"insufficient_quota|exceeded your current quota|billing|payment|credit balance", re.IGNORECASE)


def bounded(text: str, most: int = BOUND) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def failure_of(status: int, said: str, after: float | None = None) -> Failure:
    """The failure behind an HTTP status and the provider's words.

    Args:
        status: other than 200.
        said: code and message, or the body.
        after: seconds that a 429 asks to wait.
    """
    if status in (402, 429) and (status == 402 or QUOTA.search(said)):
        return Refused(said, status)
    if status == 429:
        return RateLimited(said, status, after)
    if status in BUSY or status > 500:
        return Busy(said, status)
    if status in (400, 413, 422) and OVERFLOW.search(said):
        return TooLong(said, status)
    if status in (400, 403, 422) and FILTER.search(said):
        return Filtered(said, status)
    return Refused(said, status)
