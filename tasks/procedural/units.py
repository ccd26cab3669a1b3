"""Units of measure as prose writes them beside a number: `$40`, `40 thousand dollars`, `40 tons`."""

import re

from schemas.blueprint import VariablePhrases
from tasks.algebra.numbers import grouped_text

SIGNS = {"dollars": "$"}
SCALES = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6}
CURRENCIES = {"dollars": ("dollars", 1.0), "cents": ("dollars", 0.01), "euros": ("euros", 1.0)} | {
    name: (name, 1.0) for name in ("pounds", "francs")
}
TIME = re.compile(r"^the (\w+) (?:at|on|in|by) which |^the (week) of ")


def bare_unit(phrase: VariablePhrases) -> str:
    """The unit that must stand beside a number; empty where the amount itself names it."""
    named = phrase.amount.startswith(("the number of ", f"the {phrase.unit} "))
    return "" if named else phrase.unit


def price_pattern(unit: str) -> str:
    """How a number of a unit is written, `{value}` standing for the number."""
    if unit in SIGNS:
        return SIGNS[unit] + "{value}"
    scale, _, rest = unit.partition(" of ")
    return f"{{value}} {scale[:-1]} {rest}" if scale in SCALES else f"{{value}} {unit}".strip()


def price_text(value: float) -> str:
    """A number of dollars: 1,200 or 1.50, with more decimals only where it has them."""
    cents = round(value * 100, 6)
    return f"{value:,.2f}" if cents == int(cents) and value != int(value) else grouped_text(value)


def money_value(unit: str) -> tuple[str, float] | None:
    """Currency and worth of one of a unit of money; None for everything else."""
    scale, _, rest = unit.partition(" of ")
    name, factor = (rest, SCALES[scale]) if scale in SCALES else (unit, 1.0)
    if name not in CURRENCIES:
        return None
    currency, worth = CURRENCIES[name]
    return currency, worth * factor


def time_word(phrase: VariablePhrases) -> str:
    """`hour` for a variable that is a point in time, "the hour at which ..."; empty for all others."""
    found = TIME.match(phrase.amount)
    return (found[1] or found[2]) if found else ""
