"""What goes wrong when a language model is asked, each a class that says what it deserves."""

import re

from tasks.teacher.language.keys import scrub

BOUND = 300
"""Characters of a provider's words that a message quotes."""


class Failure(Exception):
    """A request without a usable answer; `str` is what the provider said, bounded and without keys."""

    name = "failed"

    def __init__(self, said: str, status: int = 0, after: float | None = None) -> None:
        """Take what was said.

        Args:
            said: by the provider, or by us about it.
            status: of the HTTP answer, where there is one.
            after: seconds that the provider asks to wait, where it does.
        """
        super().__init__(bounded(scrub(said)))
        self.status = status
        self.after = after


class Transient(Failure):
    """Another try may succeed."""


class RateLimited(Transient):
    """429: come back later."""

    name = "rate_limited"


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
    """An answer that is none: no JSON, no choices, cut off by the provider."""

    name = "malformed"


class Silent(Malformed):
    """The model itself said nothing; its provider is up."""

    name = "silent"


class Unsupported(Failure):
    """The same question without one parameter will be taken."""

    name = "unsupported"


class Filtered(Failure):
    """The provider's filter refused; it would again."""

    name = "content_filter"


class TooLong(Failure):
    """Prompt and answer exceed the model's context, or what the account may send at once."""

    name = "context_overflow"


class Refused(Failure):
    """The request is wrong whoever sends it: key, model, address, quota or parameters."""

    name = "refused"


BUSY = frozenset({408, 409, 425, 500})
OVERFLOW = re.compile(
    r"context.{0,12}(?:length|window|size|limit)|maximum (?:context|model)|too many tokens|reduce the length"
    r"|(?:prompt|input|request)(?: is)? too (?:long|large)|exceeds the maximum number of tokens|max_new_tokens",
    re.IGNORECASE,
)
TOO_LARGE = re.compile(r"request too large", re.IGNORECASE)
"""More tokens than the account may send a minute: no waiting mends it, though it comes as a 429."""
FILTER = re.compile(
    r"content.?(?:filter|policy|management)|responsible.?ai|safety system|usage polic|(?:prompt|input) was flagged"
    r"|inappropriate content|data.?inspection|content exists risk|considered high risk",
    re.IGNORECASE,
)
QUOTA = re.compile(
    r"insufficient.(?:balance|credit|funds)|exceeded your current quota|credit balance"
    r"|billing.(?:hard.limit|not.active)",
    re.IGNORECASE,
)
"""Said of an account without money; some say the second of it of a limit a minute, with a time to come back."""
NO_MONEY = re.compile(r"insufficient_quota")
WAIT = re.compile(
    r"(?:retry|try again) (?:in|after) (?:(\d+) ?h ?)?(?:(\d+) ?m(?!s) ?)?(?:(\d+(?:\.\d+)?) ?(ms|s))?", re.IGNORECASE
)
UNITS = {"ms": 0.001, "s": 1.0}
MOST_WAIT = 600.0
"""Seconds that a provider may ask to wait, at most."""


def bounded(text: str, most: int = BOUND) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def failure_of(status: int, said: str, after: float | None = None) -> Failure:
    """The failure behind an HTTP status and the provider's words.

    Args:
        status: other than 2xx.
        said: code and message, or the body.
        after: seconds that the headers ask to wait.
    """
    if status == 429:
        return failure_of_429(said, seconds_told(said) if after is None else after)
    if status in BUSY or status > 500:
        return Busy(said, status, after)
    if status == 413 or (status in (400, 422) and OVERFLOW.search(said)):
        return TooLong(said, status)
    if status in (400, 403, 422) and FILTER.search(said):
        return Filtered(said, status)
    return Refused(said, status)


def failure_of_429(said: str, after: float | None) -> Failure:
    """Told apart: a limit that passes, a request that is over it by itself, and an account without money."""
    if TOO_LARGE.search(said):
        return TooLong(said, 429)
    if NO_MONEY.search(said) or (after is None and QUOTA.search(said)):
        return Refused(said, 429)
    return RateLimited(said, 429, after)


def seconds_told(said: str) -> float | None:
    """What `try again in 7m12.5s` asks to wait; None where nothing like it is said."""
    found = WAIT.search(said)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds, unit = found.groups()
    told = 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(seconds or 0) * UNITS[(unit or "s").lower()]
    return min(MOST_WAIT, told)
