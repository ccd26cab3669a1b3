"""The canonical hash: blind to names, order and writing of rows, and to nothing else."""

from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row, canonical_hash, row_form

NUMBERS = st.sampled_from([-7.0, -3.0, -2.0, -1.0, 1.0, 2.0, 2.5, 3.0, 5.0, 1e-3, 40.0])
RIGHT_SIDES = st.sampled_from([-4.0, 0.0, 1.0, 6.0, 12.5])
KINDS = st.sampled_from(list(VariableKind))


@st.composite
def columns(draw: st.DrawFn) -> Column:
    kind = draw(KINDS)
    lower = draw(st.sampled_from([0.0, -INFINITY, -2.0, 1.0]))
    upper = draw(st.sampled_from([INFINITY, 4.0, 9.0]))
    lower, upper = (0.0, 1.0) if kind is VariableKind.binary else (lower, upper)
    return Column("x", kind, lower, upper, draw(st.sampled_from([0.0, 1.0, -3.0, 8.0])))


@st.composite
def rows(draw: st.DrawFn, size: int) -> Row:
    positions = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=size, unique=True))
    right = draw(RIGHT_SIDES)
    lower, upper = draw(st.sampled_from([(-INFINITY, right), (right, INFINITY), (right, right), (right, right + 3)]))
    return Row("r", {position: draw(NUMBERS) for position in positions}, lower, upper)


@st.composite
def models(draw: st.DrawFn) -> LinearModel:
    made = draw(st.lists(columns(), min_size=1, max_size=5))
    sense = draw(st.sampled_from(list(ObjectiveSense)))
    return LinearModel(
        sense, tuple(made), tuple(draw(st.lists(rows(len(made)), min_size=1, max_size=6))), draw(RIGHT_SIDES)
    )


def shuffled(model: LinearModel, rng: Random) -> LinearModel:
    """Other order of columns, rows and terms, and other names."""
    order = rng.sample(range(len(model.columns)), len(model.columns))
    place = {old: new for new, old in enumerate(order)}
    moved = tuple(replace(model.columns[old], name=f"y{new}") for new, old in enumerate(order))
    made = [
        replace(
            row,
            name=f"s{at}",
            coefficients={place[p]: v for p, v in rng.sample(sorted(row.coefficients.items()), len(row.coefficients))},
        )
        for at, row in enumerate(rng.sample(model.rows, len(model.rows)))
    ]
    return replace(model, columns=moved, rows=tuple(made))


def negated(row: Row) -> Row:
    """The same row with all signs turned."""
    return Row(row.name, {p: -v for p, v in row.coefficients.items()}, -row.upper, -row.lower)


@given(models(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_order_and_names_do_not_count(model: LinearModel, rng: Random) -> None:
    assert canonical_hash(shuffled(model, rng)) == canonical_hash(model)


@given(models(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_sign_of_a_row_does_not_count(model: LinearModel, data: st.DataObject) -> None:
    turned = tuple(negated(row) if data.draw(st.booleans()) else row for row in model.rows)
    assert canonical_hash(replace(model, rows=turned)) == canonical_hash(model)


@given(models())
@settings(max_examples=50, deadline=None)
def test_free_rows_and_unused_columns_do_not_count(model: LinearModel) -> None:
    free = Row("free", {0: 3.0}, -INFINITY, INFINITY)
    idle = Column("idle", VariableKind.continuous, 0.0, 5.0)
    changed = replace(model, columns=(*model.columns, idle), rows=(*model.rows, free))
    used = any(row.coefficients.get(0) for row in model.rows) or model.columns[0].cost
    assume(used)
    assert canonical_hash(changed) == canonical_hash(model)


@given(models(), st.data())
@settings(max_examples=150, deadline=None)
def test_dropping_or_doubling_a_row_counts(model: LinearModel, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(model.rows) - 1))
    dropped = replace(model, rows=model.rows[:at] + model.rows[at + 1 :])
    assert len({canonical_hash(m) for m in (model, dropped, replace(model, rows=(*model.rows, model.rows[at])))}) == 3


@given(models(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_coefficient_counts_up_to_the_sign_of_its_row(model: LinearModel, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(model.rows) - 1))
    row = model.rows[at]
    position = data.draw(st.sampled_from(sorted(row.coefficients)))
    changed = replace(row, coefficients=row.coefficients | {position: row.coefficients[position] + 0.25})
    assume(row_form(changed) != row_form(row))  # else only its scale is another
    assert canonical_hash(replace(model, rows=(*model.rows[:at], changed, *model.rows[at + 1 :]))) != canonical_hash(
        model
    )


@given(models(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_right_side_counts(model: LinearModel, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(model.rows) - 1))
    row = model.rows[at]
    changed = replace(row, lower=row.lower + 0.5, upper=row.upper + 0.5)
    assume(row_form(negated(changed)) != row_form(row))
    assert canonical_hash(replace(model, rows=(*model.rows[:at], changed, *model.rows[at + 1 :]))) != canonical_hash(
        model
    )


@given(models(), st.data())
@settings(max_examples=150, deadline=None)
def test_kind_bounds_and_cost_of_a_column_count(model: LinearModel, data: st.DataObject) -> None:
    used = sorted({p for row in model.rows for p in row.coefficients})
    at = data.draw(st.sampled_from(used))
    column = model.columns[at]
    other = VariableKind.continuous if column.kind is not VariableKind.continuous else VariableKind.integer
    variants = [replace(column, kind=other), replace(column, cost=column.cost + 1.5)]
    if column.kind is not VariableKind.binary:
        variants.append(replace(column, upper=7.0))
    for variant in variants:
        changed = replace(model, columns=(*model.columns[:at], variant, *model.columns[at + 1 :]))
        assert canonical_hash(changed) != canonical_hash(model)


@given(models())
@settings(max_examples=50, deadline=None)
def test_sense_and_constant_count(model: LinearModel) -> None:
    other = next(sense for sense in ObjectiveSense if sense is not model.sense)
    hashes = {
        canonical_hash(m) for m in (model, replace(model, sense=other), replace(model, constant=model.constant + 1))
    }
    assert len(hashes) == 3


@given(models(), st.sampled_from([0.25, 2.0, 60.0]))
@settings(max_examples=100, deadline=None)
def test_the_scaling_of_a_row_does_not_count(model: LinearModel, factor: float) -> None:
    scaled = tuple(
        Row(row.name, {p: v * factor for p, v in row.coefficients.items()}, row.lower * factor, row.upper * factor)
        for row in model.rows
    )
    assert canonical_hash(replace(model, rows=scaled)) == canonical_hash(model)


def test_an_integer_between_zero_and_one_is_binary() -> None:
    rows_ = (Row("r", {0: 1.0}, -INFINITY, 1.0),)
    kinds = (VariableKind.binary, VariableKind.integer)
    made = [LinearModel(ObjectiveSense.minimize, (Column("x", kind, 0.0, 1.0, 2.0),), rows_) for kind in kinds]
    assert canonical_hash(made[0]) == canonical_hash(made[1])


def two_depots(asked: int, days: int = 24) -> LinearModel:
    """Two depots alike but for what they begin with, and one large order in the middle of the plan of one of them."""
    size = 2 * days
    made = [Column(f"make{at}", VariableKind.continuous, 0, 4, 3) for at in range(size)]
    kept = [Column(f"keep{at}", VariableKind.continuous, 0, INFINITY, 1) for at in range(size)]
    rows = list[Row]()
    for at in range(size):
        depot, day = divmod(at, days)
        wanted = 3.0 + 40 * (depot == asked and day == days // 2) - 50 * (depot == 0 and day == 0)
        earlier = {size + at - 1: 1.0} if day else dict[int, float]()
        rows.append(Row("balance", {at: 1.0, size + at: -1.0, **earlier}, wanted, wanted))
    return LinearModel(ObjectiveSense.minimize, (*made, *kept), tuple(rows))


def test_what_is_far_from_every_difference_counts_by_its_distance() -> None:
    assert canonical_hash(two_depots(0)) != canonical_hash(two_depots(1))


def test_which_of_two_like_columns_comes_in_counts_beside_a_row_in_which_it_goes_out() -> None:
    costs = (1.0, 2.0, 1.0, 1.0)
    made = tuple(Column("x", VariableKind.continuous, 0, 1, cost) for cost in costs)
    first = Row("first", {2: 1.0, 3: -1.0, 1: 1.0}, 0, 0)
    right = Row("second", {0: 1.0, 1: 1.0, 2: 1.0, 3: -1.0}, 0, 0)
    wrong = Row("second", {0: 1.0, 1: 1.0, 2: -1.0, 3: 1.0}, 0, 0)
    models = [LinearModel(ObjectiveSense.maximize, made, (first, second)) for second in (right, wrong)]
    assert canonical_hash(models[0]) != canonical_hash(models[1])


@given(models(), st.sampled_from([Row("r", {}, 1, INFINITY), Row("r", {0: 1.0}, INFINITY, INFINITY)]))
@settings(max_examples=50, deadline=None)
def test_a_row_that_nothing_satisfies_counts(model: LinearModel, row: Row) -> None:
    assert canonical_hash(replace(model, rows=(*model.rows, row))) != canonical_hash(model)
