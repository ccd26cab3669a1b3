"""Reads a captured model (free MPS text) back into a linear model, or refuses it.

A program may have written the text itself, so that nothing about it is believed: what a linear model would lose
(quadratic terms, indicators, special ordered sets, semicontinuous variables) is `NotLinear`, what is beyond
`limits.py` is `TooLarge`, and what solvers' readers guess at or pass over, such as a word for a number, a doubled
entry or an unknown name, is refused as well.
"""

import math
from collections.abc import Callable, Iterator
from typing import Final

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError, NotLinear
from tasks.algebra.limits import LONGEST_MODEL, MOST_COLUMNS, MOST_NONZEROS, MOST_ROWS, refuse_beyond
from tasks.algebra.linear_model import Column, LinearModel, Row

UNLIMITED: Final = 1e20
"""Solvers write this and more for infinity."""
NOISE: Final = 1e-12
"""Below this a limit is what rounding left of 0, as in `0.1 + 0.2 - 0.3`; a formulation's is read so as well."""
SENSES: Final = {
    "MIN": ObjectiveSense.minimize,
    "MINIMIZE": ObjectiveSense.minimize,
    "MAX": ObjectiveSense.maximize,
    "MAXIMIZE": ObjectiveSense.maximize,
}
VALUED: Final = ("LO", "UP", "FX", "LI", "UI")
VALUELESS: Final = ("FR", "MI", "PL", "BV")
WHOLE: Final = ("LI", "UI", "BV")
"""Kinds of bounds that make a variable integer."""
SEMI: Final = ("SC", "SI", "SN")
"""Kinds of bounds of semicontinuous and semi-integer variables."""


def read_mps(text: str) -> LinearModel:
    """Read MPS text.

    Raises:
        NotLinear: it holds something that a linear model would silently lose.
        TooLarge: it is beyond the limits of `limits.py`.
        AlgebraError: it is no MPS text, or one that is read in several ways.
    """
    refuse_beyond(len(text), LONGEST_MODEL, "characters of a model")
    reader = MpsReader()
    for line in text.split("\n"):
        words = line.split()
        if words and not line.startswith("*"):
            reader.read(line, words)
    return reader.model()


class MpsReader:
    """Takes a model in, a line after the other."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.section = ""
        self.sense = ObjectiveSense.minimize
        self.objective = ""
        self.constant = 0.0
        self.kinds: dict[str, str] = {}
        """`L`, `G`, `E` or `N` of each row."""
        self.terms: dict[str, dict[int, float]] = {}
        self.sides: dict[str, float] = {}
        self.ranges: dict[str, float] = {}
        self.columns: dict[str, int] = {}
        self.costs: dict[int, float] = {}
        self.whole: set[int] = set()
        self.bounds: dict[int, dict[str, float]] = {}
        """What is said of each variable's `lower` and `upper` bound."""
        self.is_whole_here = False
        self.nonzeros = 0

    def read(self, line: str, words: list[str]) -> None:
        """Take one line that is neither empty nor a comment."""
        if self.section == "ENDATA":
            raise NotLinear(f"this MPS text goes on after its end with {words[0][:60]!r}")
        try:
            if line[0] == " ":
                SECTIONS[self.section](self, words)
            else:
                self.begin(words)
        except (KeyError, IndexError, ValueError) as error:
            if isinstance(error, AlgebraError):
                raise
            raise AlgebraError(f"cannot read {line.strip()[:200]!r} in {self.section or 'the head'}") from error

    def begin(self, words: list[str]) -> None:
        """Begin a section."""
        self.section = words[0].upper()
        if self.section not in SECTIONS:
            held = words[0][:60]
            raise NotLinear(f"this model is not linear: its MPS text holds {held}; ask a solver that reads it")
        if self.section == "OBJSENSE" and len(words) > 1:
            self.read_sense(words[1:])

    def read_sense(self, words: list[str]) -> None:
        """Take the direction."""
        self.sense = SENSES[words[0].upper()]

    def read_row(self, words: list[str]) -> None:
        """Take a row's kind and name."""
        kind, name = words
        if kind not in ("N", "L", "G", "E") or name in self.kinds:
            raise AlgebraError(f"the row {name[:60]!r} is doubled, or of no known kind ({kind[:60]!r})")
        self.kinds[name] = kind
        if kind == "N":
            self.objective = self.objective or name
        else:
            self.terms[name] = {}
        refuse_beyond(len(self.kinds), MOST_ROWS + 1, "rows of a model")

    def read_column(self, words: list[str]) -> None:
        """Take a marker, or some entries of one column."""
        if words[1] == "'MARKER'":
            self.is_whole_here = {"'INTORG'": True, "'INTEND'": False}[words[2]]
            return
        name = words[0]
        position = self.columns.setdefault(name, len(self.columns))
        if position != len(self.columns) - 1:
            raise AlgebraError(f"the column {name[:60]!r} is stated in two places")
        refuse_beyond(len(self.columns), MOST_COLUMNS, "variables of a model")
        if self.is_whole_here:
            self.whole.add(position)
        for row, value in pairs(words[1:]):
            self.add_entry(row, position, finite(value))

    def add_entry(self, row: str, position: int, value: float) -> None:
        """Take one coefficient."""
        entries = self.costs if row == self.objective else {} if self.kinds[row] == "N" else self.terms[row]
        if position in entries:
            raise AlgebraError(f"the row {row[:60]!r} has two coefficients for one column")
        if value:
            entries[position] = value
            self.nonzeros += 1
            refuse_beyond(self.nonzeros, MOST_NONZEROS, "coefficients of a model")

    def read_side(self, words: list[str]) -> None:
        """Take right-hand sides; that of the objective is the negative of its constant."""
        for row, value in pairs(words[len(words) % 2 :]):
            if row in self.sides:
                raise AlgebraError(f"the row {row[:60]!r} has two right-hand sides")
            self.sides[row] = bound(value) if self.kinds[row] != "N" else finite(value)

    def read_range(self, words: list[str]) -> None:
        """Take ranges of rows."""
        for row, value in pairs(words[len(words) % 2 :]):
            if row in self.ranges or row not in self.terms:
                raise AlgebraError(f"the row {row[:60]!r} has two ranges, or is no constraint")
            self.ranges[row] = finite(value)

    def read_bound(self, words: list[str]) -> None:
        """Take a bound of a variable; the name of the set of bounds may be left out."""
        kind, rest = words[0].upper(), words[1:]
        if kind in SEMI:
            raise NotLinear(f"this model is not linear: its MPS text holds {kind}; ask a solver that reads it")
        if kind in VALUED:
            name, value = rest[-2], bound(rest[-1])
        elif kind in VALUELESS:
            name, value = (rest[1] if len(rest) > 1 and rest[1] in self.columns else rest[0]), 0.0
        else:
            raise AlgebraError(f"{kind[:60]!r} is no kind of bound")
        position = self.columns[name]
        if kind in WHOLE:
            self.whole.add(position)
        self.bounds.setdefault(position, {}).update(BOUNDS[kind](value))

    def skip(self, words: list[str]) -> None:
        """Take what says nothing."""

    def model(self) -> LinearModel:
        """The model, once all is read.

        Raises:
            AlgebraError: the text ended before its end.
        """
        if self.section != "ENDATA" or not self.objective:
            raise AlgebraError("this MPS text has no objective, or ends before ENDATA")
        constant = -self.sides.get(self.objective, 0.0) + 0.0
        columns = tuple(self.column(name, position) for name, position in self.columns.items())
        rows = tuple(Row(name, terms, *self.ends(name)) for name, terms in self.terms.items())
        return LinearModel(self.sense, columns, rows, constant)

    def column(self, name: str, position: int) -> Column:
        """One variable; an integer between 0 and 1 is named binary."""
        said, cost = self.bounds.get(position, {}), self.costs.get(position, 0.0)
        if "lower" not in said and said.get("upper", 0.0) < 0:
            raise AlgebraError(f"of {name[:60]!r} only a negative upper bound is said, which readers take in two ways")
        lower = said.get("lower", 0.0)
        unsaid = position in self.whole and not said
        upper = said.get("upper", 1.0 if unsaid else math.inf)
        if position not in self.whole:
            return Column(name, VariableKind.continuous, lower, upper, cost)
        binary = lower >= 0 and upper <= 1
        return Column(name, VariableKind.binary if binary else VariableKind.integer, lower, upper, cost)

    def ends(self, name: str) -> tuple[float, float]:
        """Both ends of a row."""
        kind, side, width = self.kinds[name], self.sides.get(name, 0.0), self.ranges.get(name)
        if kind == "E":
            return min(side, side + (width or 0.0)), max(side, side + (width or 0.0))
        if kind == "L":
            return -math.inf if width is None else side - abs(width), side
        return side, math.inf if width is None else side + abs(width)


SECTIONS: Final[dict[str, Callable[[MpsReader, list[str]], None]]] = {
    "NAME": MpsReader.skip,
    "OBJSENSE": MpsReader.read_sense,
    "ROWS": MpsReader.read_row,
    "COLUMNS": MpsReader.read_column,
    "RHS": MpsReader.read_side,
    "RANGES": MpsReader.read_range,
    "BOUNDS": MpsReader.read_bound,
    "ENDATA": MpsReader.skip,
}

BOUNDS: Final[dict[str, Callable[[float], dict[str, float]]]] = {
    "LO": lambda value: {"lower": value},
    "LI": lambda value: {"lower": value},
    "UP": lambda value: {"upper": value},
    "UI": lambda value: {"upper": value},
    "FX": lambda value: {"lower": value, "upper": value},
    "FR": lambda _: {"lower": -math.inf, "upper": math.inf},
    "MI": lambda _: {"lower": -math.inf},
    "PL": lambda _: {"upper": math.inf},
    "BV": lambda _: {"lower": 0.0, "upper": 1.0},
}
"""What each kind of bound says."""


def pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Names with their numbers."""
    return zip(words[::2], words[1::2], strict=True)


def finite(word: str) -> float:
    """A finite number."""
    value = float(word)
    if not math.isfinite(value) or "_" in word:
        raise ValueError(word)
    return value


def bound(word: str) -> float:
    """A number that may be unlimited."""
    value = float(word)
    if math.isnan(value) or "_" in word:
        raise ValueError(word)
    if abs(value) < NOISE:
        return 0.0
    return math.copysign(math.inf, value) if abs(value) >= UNLIMITED else value
