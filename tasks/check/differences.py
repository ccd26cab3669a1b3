"""Names what differs between the rows and the objective of two models."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from tasks.algebra.linear_model import LinearModel, canonical_hash, rounded
from tasks.check.finding import Finding
from tasks.check.matching import RowKey, close, listed, loosened, match_columns, nameless, row_key

Rows = dict[RowKey, list[str]]
"""Names of a model's rows by their writing."""


def differences(formulated: LinearModel, captured: LinearModel) -> Iterator[Finding | None]:
    """All differences between a formulation's model and a program's, the most telling ones first."""
    yield flipped_sense(formulated, captured)
    matched = match_columns(formulated, captured)
    yield wrong_objective(formulated, captured, matched)
    yield wrong_rows(*rows_of_both(formulated, captured, matched))
    if matched is None and canonical_hash(loosened(formulated)) != canonical_hash(loosened(captured)):
        yield Finding("model_differs", "the program builds another model; use the formulation's names and rows")


def flipped_sense(formulated: LinearModel, captured: LinearModel) -> Finding | None:
    """One maximizes what the other minimizes."""
    if formulated.sense is captured.sense:
        return None
    detail = f"the formulation says {formulated.sense.value}, the program {captured.sense.value}; make them the same"
    return Finding("flipped_sense", detail)


def wrong_objective(formulated: LinearModel, captured: LinearModel, matched: dict[int, int] | None) -> Finding | None:
    """Other coefficients or another constant in the objective."""
    remedy = "make the program's objective the formulation's"
    if not close(formulated.constant, captured.constant):
        values = f"{formulated.constant:.10g} in the formulation and {captured.constant:.10g} in the program"
        return Finding("wrong_objective", f"the objective's constant is {values}; {remedy}")
    if matched is None:
        costs = [Counter(rounded(c.cost) for c in model.columns if c.cost) for model in (formulated, captured)]
        odd = list((costs[0] - costs[1]) + (costs[1] - costs[0]))
        detail = f"the objectives' coefficients differ in {listed(odd)}; {remedy}"
        return Finding("wrong_objective", detail) if odd else None
    for left, right in sorted(matched.items()):
        ours, theirs = formulated.columns[left], captured.columns[right]
        if not close(ours.cost, theirs.cost):
            values = f"{ours.cost:.10g} in the formulation and {theirs.cost:.10g} in the program"
            return Finding("wrong_objective", f"the objective's coefficient of {ours.name} is {values}; {remedy}")
    return None


def rows_of_both(formulated: LinearModel, captured: LinearModel, matched: dict[int, int] | None) -> tuple[Rows, Rows]:
    """Rows of both models in one writing, over the formulation's columns where names match."""
    positions = {right: left for left, right in matched.items()} if matched else None
    ours, theirs = Rows(), Rows()
    for row in formulated.rows:
        key = row_key(row)
        ours.setdefault(nameless(key) if matched is None else key, []).append(row.name)
    for row in captured.rows:
        key = row_key(row, positions)
        theirs.setdefault(nameless(key) if matched is None else key, []).append(row.name)
    return ours, theirs


def surplus(left: Rows, right: Rows) -> list[tuple[RowKey, str]]:
    """Rows that one model has more often than the other, each with a name."""
    found: list[tuple[RowKey, str]] = []
    for key, names in left.items():
        found += [(key, name) for name in names[len(right.get(key, [])) :]]
    return found


def wrong_rows(ours: Rows, theirs: Rows) -> Finding | None:
    """Rows that are missing, too many, doubled or changed."""
    missing, extra = surplus(ours, theirs), surplus(theirs, ours)
    if missing and extra:
        return changed_row(missing, extra)
    if missing:
        names = listed(name for _, name in missing)
        return Finding("missing_constraint", f"the program lacks {names} of the formulation; add what is missing")
    if any(key in ours for key, _ in extra):
        names = listed(name for key, name in extra if key in ours)
        return Finding("doubled_constraint", f"the program states {names} twice; remove one of them")
    if extra:
        names = listed(name for _, name in extra)
        return Finding("extra_constraint", f"the program has {names}, which the formulation lacks; remove or state it")
    return None


def changed_row(missing: list[tuple[RowKey, str]], extra: list[tuple[RowKey, str]]) -> Finding:
    """The nearest pair of rows, and what is different between its two."""
    for reason, alike in LOOKS.items():
        for (ours, name), (theirs, _) in product(missing[:40], extra[:40]):
            if alike(ours, theirs):
                both = f"{written(ours)} by the formulation and {written(theirs)} in the program"
                return Finding(reason, f"{name} reads {both}; correct the program")
    detail = f"{listed(name for _, name in missing)} of the formulation became {listed(name for _, name in extra)}"
    return Finding("model_differs", f"{detail} in the program; write each constraint as the formulation states it")


def same_terms(ours: RowKey, theirs: RowKey) -> bool:
    """Same left side and same direction."""
    return ours[1] == theirs[1] and direction(ours) == direction(theirs)


def other_direction(ours: RowKey, theirs: RowKey) -> bool:
    """Same left side up to its sign, with another direction."""
    mirrored = tuple((p, f"{-float(v):.9g}") for p, v in theirs[1])
    return ours[1] == mirrored or ours[1] == theirs[1]


def same_support(ours: RowKey, theirs: RowKey) -> bool:
    """Same variables, other coefficients."""
    return [p for p, _ in ours[1]] == [p for p, _ in theirs[1]]


LOOKS = {"wrong_right_side": same_terms, "wrong_direction": other_direction, "wrong_coefficient": same_support}
"""What may differ between a row and its likeness, the nearest first."""


def direction(key: RowKey) -> tuple[bool, bool]:
    """Whether a row has a lower and an upper end of its own."""
    lower, upper = key[0].split("..")
    return lower != "-inf", upper != lower


def written(key: RowKey) -> str:
    """A row's coefficients and bounds for a sentence, shortened."""
    values = [value for _, value in key[1]]
    return f"coefficients {listed(values, 6)} within {key[0].replace('..', ' to ')}"
