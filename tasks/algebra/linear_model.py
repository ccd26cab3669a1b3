"""A grounded model: columns and rows with numbers, and its canonical hash, independent of names and order."""

import hashlib
import math
from dataclasses import dataclass, field

from schemas.formulation import VariableKind
from schemas.solve import ModelStatistics, ObjectiveSense

INFINITY = math.inf


@dataclass(frozen=True)
class Column:
    """A decision variable of a grounded model."""

    name: str
    kind: VariableKind
    lower: float
    upper: float
    cost: float = 0.0


@dataclass(frozen=True)
class Row:
    """A constraint `lower <= sum(coefficients) <= upper`."""

    name: str
    coefficients: dict[int, float]
    """By column position."""
    lower: float
    upper: float


@dataclass(frozen=True)
class LinearModel:
    """A mixed-integer linear program with all its numbers."""

    sense: ObjectiveSense
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    constant: float = 0.0
    """Constant term of the objective."""
    trivial_rows: tuple[str, ...] = field(default=())
    """Constraints without a variable that hold by themselves; they are not rows."""

    def statistics(self) -> ModelStatistics:
        """Count variables by kind, rows and nonzeros."""
        kinds = [column.kind for column in self.columns]
        sizes = [abs(value) for row in self.rows for value in row.coefficients.values() if value]
        return ModelStatistics(
            continuous=kinds.count(VariableKind.continuous),
            integer=kinds.count(VariableKind.integer),
            binary=kinds.count(VariableKind.binary),
            constraints=len(self.rows),
            nonzeros=len(sizes),
            smallest_coefficient=min(sizes, default=None),
            largest_coefficient=max(sizes, default=None),
        )


def rounded(value: float) -> str:
    """Print a number so that values that differ only by floating-point noise read the same."""
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return f"{value:.9g}" if value else "0"


def digest(text: str) -> str:
    """Short hash for refinement."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


HASH_VERSION = "3-"
"""Begins every hash; one that begins otherwise was made by other rules, and says nothing about this one."""
MOST_ROUNDS = 200
"""Of refinement; each carries a difference one row further, as from day to day along a plan."""


def canonical_hash(model: LinearModel) -> str:
    """Hash a model up to the names and order of columns and rows, and up to the writing and scaling of rows.

    A maximization counts as the minimization of its negative with that fact kept; a `>=` row as the negated `<=`
    row; a row as the same row with its largest coefficient 1; a row that always holds and a column that occurs nowhere
    are left out. The hash is a colour refinement (Weisfeiler-Lehman) over the bipartite graph of rows and columns,
    until it tells no more columns apart: equal models have equal hashes; different models with equal hashes are regular
    constructions that do not occur in practice.
    """
    sign = 1.0 if model.sense is ObjectiveSense.minimize else -1.0
    rows = [form for row in model.rows if (form := row_form(row)) is not None]
    used = {position for _, items, _ in rows for position, _ in items}
    colours = {
        position: digest(column_form(column, sign))
        for position, column in enumerate(model.columns)
        if position in used or column.cost
    }
    row_colours: list[RowColour] = []
    for _ in range(MOST_ROUNDS):
        known = len(set(colours.values()))
        row_colours = [refine_row(form, colours) for form in rows]
        colours = refine_columns(colours, rows, row_colours)
        if len(set(colours.values())) == known:
            break
    parts = [
        model.sense.value,
        rounded(model.constant),
        *sorted(colour for colour, _ in row_colours),
        *sorted(colours.values()),
    ]
    return HASH_VERSION + hashlib.blake2b("|".join(parts).encode(), digest_size=15).hexdigest()


EMPTY = 1e-9
"""By how much a row without a variable may miss 0 and holds all the same, as in `ground.py`."""
RowForm = tuple[str, tuple[tuple[int, str], ...], bool]
"""Bounds as text, coefficients as text by column, and whether the row's negative reads just the same."""


def row_form(row: Row) -> RowForm | None:
    """A row in one writing for all equivalent ones; None for one that always holds, being empty or without bounds."""
    items = [(position, value) for position, value in row.coefficients.items() if value]
    if row.lower == -INFINITY and row.upper == INFINITY:
        return None
    if not items:
        return None if row.lower <= EMPTY and row.upper >= -EMPTY else ("never", (), False)
    scale = max(abs(value) for _, value in items)
    lower, upper, flip = row.lower / scale, row.upper / scale, False
    if (-upper, -lower) < (lower, upper):
        lower, upper, flip = -upper, -lower, True
    either = lower == -upper
    return (
        f"{rounded(lower)}..{rounded(upper)}",
        tuple((p, rounded(-v / scale if flip else v / scale)) for p, v in items),
        either,
    )


def column_form(column: Column, sign: float) -> str:
    """Kind, bounds and cost of a column as text."""
    lower, upper = (
        (max(column.lower, 0.0), min(column.upper, 1.0)) if is_binary(column) else (column.lower, column.upper)
    )
    kind = VariableKind.binary if is_binary(column) else column.kind
    return f"{kind.value} {rounded(lower)} {rounded(upper)} {rounded(sign * column.cost)}"


def stem(name: str) -> str:
    """The name in the formulation that a grounded row or column comes from: `ship` of `ship[Oslo,Rome]`."""
    return name.split("[")[0]


def is_binary(column: Column) -> bool:
    """Whether a column is binary, under that name or as an integer between 0 and 1."""
    within = column.lower >= 0 and column.upper <= 1
    return column.kind is VariableKind.binary or (column.kind is VariableKind.integer and within)


def negated(value: str) -> str:
    """A number's text with the other sign."""
    return value[1:] if value.startswith("-") else f"-{value}"


RowColour = tuple[str, int]
"""A row's colour, and the sign in which its coefficients are taken: 0 where the row's negative has the same colour."""


def refine_row(form: RowForm, colours: dict[int, str]) -> RowColour:
    """Colour of a row from its bounds and the colours of its columns."""
    bounds, items, either = form
    plain = digest(bounds + "".join(sorted(f"({value} {colours[position]})" for position, value in items)))
    if not either:
        return plain, 1
    # A row with opposite bounds, such as 0..0, means the same negated: take the smaller of the two writings.
    other = digest(bounds + "".join(sorted(f"({negated(value)} {colours[p]})" for p, value in items)))
    return min((plain, 1), (other, -1)) if plain != other else (plain, 0)


def signed(value: str, sign: int) -> str:
    """A coefficient's text as its row's colour takes it."""
    if sign == 0:
        return value.lstrip("-")
    return value if sign == 1 else negated(value)


def refine_columns(colours: dict[int, str], rows: list[RowForm], row_colours: list[RowColour]) -> dict[int, str]:
    """Colours of the columns from the rows that they stand in."""
    touched: dict[int, list[str]] = {position: [] for position in colours}
    for (_, items, _), (colour, sign) in zip(rows, row_colours, strict=True):
        for position, value in items:
            touched[position].append(f"({signed(value, sign)} {colour})")
    return {position: digest(colours[position] + "".join(sorted(marks))) for position, marks in touched.items()}
