"""Numbers as the page prints them: each with its unit, none with digits that mean nothing."""

from typing import Any

from schemas.round import Interval


def count(value: float) -> str:
    """A whole number with its thousands separated."""
    return f"{value:,.0f}"


def significant(value: float, digits: int = 3) -> str:
    """A number with its leading digits only, never in scientific notation: 0.00352, 4.2, 1,250."""
    if not value:
        return "0"
    exponent = int(f"{value:e}".partition("e")[2])
    decimals = max(0, digits - 1 - exponent)
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def seconds(value: float | None) -> str:
    """Seconds, for comparing rows of a table: to the millisecond, and three leading digits above a second."""
    if value is None:
        return "not measured"
    if 0 < value < 0.0005:
        return "< 0.001 s"
    return f"{value:.3f} s" if 0 < value < 1 else f"{significant(value)} s"


def measured(value: float, unit: str) -> str:
    """A measured size with its unit."""
    return f"{significant(value, 2 if value < 1 else 3)} {unit}"


def duration(value: float) -> str:
    """Seconds, minutes or hours, whichever reads best alone."""
    if value < 120:
        return seconds(value)
    return f"{value / 60:.1f} min" if value < 7200 else f"{value / 3600:.1f} h"


def usd(value: float | None) -> str:
    """An amount of money."""
    if not value:
        return "0 USD"
    return f"{value:,.2f} USD" if value >= 1 else f"{significant(value, 2)} USD"


def percent(share: float) -> str:
    """A share in percent."""
    return f"{share:.1%}"


def interval_text(interval: Interval) -> str:
    """An interval in percent."""
    return f"{interval.low:.1%} to {interval.high:.1%}"


def spaced(name: str) -> str:
    """A name of the code as words: `modify_constraint` is modify constraint."""
    return name.replace("_", " ")


def short(id: str) -> str:
    """The first digits of an id, as `optmill show` takes them."""
    return id[:8]


FILTERS: dict[str, Any] = {
    "count": count,
    "percent": percent,
    "interval_text": interval_text,
    "significant": significant,
    "spaced": spaced,
    "usd": usd,
    "seconds": seconds,
}
"""What pages about runs call in their templates."""
