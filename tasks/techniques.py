"""Tells modelling techniques from a model's rows and columns, whatever it calls them.

A classifier of signs, not of proofs: each look names the pattern that a technique leaves in a model. What a modeller
substituted away, or wrote in a way of his own, is not seen.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from schemas.formulation import VariableKind
from schemas.technique import Technique
from tasks.algebra.linear_model import LinearModel, Row, is_binary

FEWEST = 3
"""Decisions in a list, columns in a network, terms under one extreme."""


def techniques(model: LinearModel) -> tuple[Technique, ...]:
    """The techniques that a model shows, in the order of their names' list."""
    return tuple(technique for technique, shows in SIGNS.items() if shows(model))


def shows_big_m(model: LinearModel) -> bool:
    """A row that holds one yes/no decision against amounts, all of these on the other side."""
    return any(
        len(binary) == 1 and others and all(row.coefficients[binary[0]] * row.coefficients[o] < 0 for o in others)
        for row, binary, others in split_rows(model)
        if not is_equation(row)
    ) or any(
        len(binary) == 1 and len(others) == 2 and abs(row.coefficients[binary[0]]) > 1
        for row, binary, others in split_rows(model)
        if not is_equation(row) and signs_of(row, others) == {True, False}
    )


def shows_logic(model: LinearModel) -> bool:
    """A row of yes/no decisions alone, two of them or with both signs."""
    return any(
        not others and len(binary) > 1 and not is_equation(row) and (len(binary) == 2 or len(signs(row)) == 2)
        for row, binary, others in split_rows(model)
        if all(abs(value) == 1 for value in row.coefficients.values())
    )


def shows_choice(model: LinearModel) -> bool:
    """A row that counts yes/no decisions against a whole number other than 1, or exactly 1 of at least three."""
    return any(
        not others and len(binary) >= FEWEST and set(row.coefficients.values()) == {1.0}
        for row, binary, others in split_rows(model)
        if all(end == int(end) and end >= 1 for end in (row.lower, row.upper) if math.isfinite(end) and end)
    )


def shows_piecewise(model: LinearModel) -> bool:
    """Weights: amounts that add up to 1, and stand in another equation with at least two numbers."""
    equations = [row for row in model.rows if is_equation(row)]
    for row in equations:
        columns = [place for place in row.coefficients if not is_binary(model.columns[place])]
        whole = row.upper == 1 and len(columns) >= FEWEST and set(row.coefficients.values()) == {1.0}
        used = [o for o in equations if o is not row and len(set(columns) & o.coefficients.keys()) > 1]
        if whole and len(columns) == len(row.coefficients) and used:
            return True
    return False


def shows_absolute_value(model: LinearModel) -> bool:
    """Two rows that bound a difference from both sides, or an equation with what lies above and what lies below."""
    seen: dict[frozenset[int], list[Row]] = defaultdict(list)
    for row in model.rows:
        if not is_equation(row) and len(row.coefficients) > 1:
            seen[frozenset(row.coefficients)].append(row)
    pairs = (pair for rows in seen.values() for pair in combinations(rows, 2))
    return any(mirrors(model, left, right) for left, right in pairs) or shows_deviations(model)


def mirrors(model: LinearModel, left: Row, right: Row) -> bool:
    """Whether two rows limit the same difference both ways: at most one amount, the limit, keeps its sign."""
    if math.isinf(left.upper) != math.isinf(right.upper):
        right = Row(right.name, {p: -v for p, v in right.coefficients.items()}, -right.upper, -right.lower)
    turned = [place for place, value in left.coefficients.items() if right.coefficients[place] == -value]
    kept = left.coefficients.keys() - set(turned)
    amounts = not any(is_binary(model.columns[place]) for place in left.coefficients)
    return amounts and len(kept) <= 1 and len(turned) > 1 and signs_of(left, turned) == {True, False}


def shows_deviations(model: LinearModel) -> bool:
    """Equations that each hold two amounts of their own, one for more and one for less, which are limited or paid."""
    stands: dict[int, int] = Counter(place for row in model.rows if is_equation(row) for place in row.coefficients)
    equations = [row for row in model.rows if is_equation(row)]
    chained = {at for pair in hand_overs(equations) for at in pair}
    alike = 0
    for at, row in enumerate(equations):
        own = [place for place in row.coefficients if stands[place] == 1 and is_amount(model, place)]
        opposite = len(own) == 2 and row.coefficients[own[0]] == -row.coefficients[own[1]]
        alike += at not in chained and opposite and len(row.coefficients) > len(own)
    return alike > 1


def is_amount(model: LinearModel, place: int) -> bool:
    """Whether a column is continuous."""
    return model.columns[place].kind is VariableKind.continuous


def shows_extreme(model: LinearModel) -> bool:
    """One free amount is all that is optimized, and several rows keep it above or below others."""
    priced = [place for place, column in enumerate(model.columns) if column.cost]
    if len(priced) != 1 or model.columns[priced[0]].kind is not VariableKind.continuous:
        return False
    tied = [row for row in model.rows if row.coefficients.get(priced[0]) and len(row.coefficients) > 1]
    return len(tied) > 1 and len({row.coefficients[priced[0]] > 0 for row in tied if not math.isinf(row.upper)}) <= 1


def shows_periods(model: LinearModel) -> bool:
    """A chain: equations, each handing one amount to the next, and one to nobody else."""
    handed = {(left, right) for left, right in hand_overs([row for row in model.rows if is_equation(row)])}
    after, before = dict(handed), {right for _, right in handed}
    return len(handed) > 1 and len(after) == len(handed) == len(before) and any(right in after for _, right in handed)


def shows_network(model: LinearModel) -> bool:
    """Rows in which what goes in comes out: several that hand amounts to each other, or hubs with many ways."""
    balances = [row for row in model.rows if is_balance(row)]
    hubs = [row for row in balances if is_equation(row) and row.upper == 0 and min(map(len, sides(row))) > 1]
    handed = list(hand_overs(balances))
    return not shows_periods(model) and bool(hubs or (len(handed) >= FEWEST and len(balances) > 1))


def is_balance(row: Row) -> bool:
    """Whether a row sets some columns against others, all in the same number."""
    sizes = {abs(value) for value in row.coefficients.values() if value}
    return len(sizes) == 1 and len(row.coefficients) >= FEWEST and signs(row) == {True, False}


def sides(row: Row) -> tuple[list[int], list[int]]:
    """Columns with a positive coefficient, and those with a negative one."""
    items = row.coefficients.items()
    return [place for place, value in items if value > 0], [place for place, value in items if value < 0]


def hand_overs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Pairs of rows between which an amount goes: out of the one, into the other, in the same number."""
    stands: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for at, row in enumerate(rows):
        if len(row.coefficients) > 1:
            for place, value in row.coefficients.items():
                stands[place].append((at, value))
    for found in stands.values():
        if len(found) == 2 and found[0][1] == -found[1][1]:
            (left, value), (right, _) = found
            yield (left, right) if value < 0 else (right, left)


def split_rows(model: LinearModel) -> Iterator[tuple[Row, list[int], list[int]]]:
    """Each row with its yes/no decisions and its other columns."""
    for row in model.rows:
        binary = [place for place, value in row.coefficients.items() if value and is_binary(model.columns[place])]
        others = [place for place, value in row.coefficients.items() if value and place not in binary]
        yield row, binary, others


def is_equation(row: Row) -> bool:
    """Whether both sides are one number."""
    return row.lower == row.upper


def signs(row: Row) -> set[bool]:
    """Signs of a row's coefficients."""
    return {value > 0 for value in row.coefficients.values() if value}


def signs_of(row: Row, places: list[int]) -> set[bool]:
    """Signs of some of a row's coefficients."""
    return {row.coefficients[place] > 0 for place in places}


SIGNS: Final[dict[Technique, Callable[[LinearModel], bool]]] = {
    Technique.big_m: shows_big_m,
    Technique.logical: shows_logic,
    Technique.k_of_n: shows_choice,
    Technique.piecewise: shows_piecewise,
    Technique.absolute_value: shows_absolute_value,
    Technique.min_max: shows_extreme,
    Technique.multi_period: shows_periods,
    Technique.network: shows_network,
}
"""What each technique leaves in a model."""
