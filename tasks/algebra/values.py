"""Values of expressions: what may be calculated with, and what may be looped over, at the meter's price."""

from collections.abc import Callable
from types import GeneratorType
from typing import Any, Final

from tasks.algebra.limits import Meter
from tasks.algebra.linear import Linear

Names = dict[str, Any]
"""Sets, parameters, variables and indices by name; the meter has the name `METER`."""
Code = Callable[[Names], Any]

METER: Final = ""
"""No expression can name it."""
AMOUNTS: Final = frozenset({int, float, bool, Linear})
COLLECTIONS: Final = frozenset({tuple, dict, GeneratorType})


def amount(value: Any) -> Any:
    """A number or a linear expression; TypeError for anything else."""
    if value.__class__ not in AMOUNTS:
        raise TypeError(f"{kind(value)} can't be calculated with")
    return value


def kind(value: Any) -> str:
    """What a value is, in the algebra's words."""
    if isinstance(value, str):
        return f"the label {value[:60]!r}"
    if isinstance(value, tuple):
        return "a set or a tuple"
    return "indexed data without an index" if isinstance(value, dict) else "this"


def items(collection: Any, names: Names) -> Any:
    """What can be looped over, its turns paid for; a generator pays for its own."""
    if collection.__class__ not in COLLECTIONS:
        raise TypeError(f"{kind(collection)} can't be looped over")
    if collection.__class__ is not GeneratorType:
        names[METER].spend(len(collection))
    return collection


def metered(names: Names) -> Names:
    """The names with a meter of their own."""
    return {**names, METER: Meter()}
