"""Numbers that make solvers err are found, with the place and the remedy."""

import math

import pytest

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import Column, LinearModel, Row
from tasks.second_opinion.lint import Lint, lint

INF = math.inf
FLOW = Column("flow", VariableKind.continuous, 0, 120)
OPEN = Column("open", VariableKind.binary, 0, 1)


def model(*rows: Row, flow: Column = FLOW) -> LinearModel:
    return LinearModel(ObjectiveSense.minimize, (flow, OPEN), rows)


def only(found: tuple[Lint, ...], kind: str) -> Lint:
    (one,) = [finding for finding in found if finding.kind == kind]
    return one


def test_ordinary_numbers_are_left_alone():
    rows = (Row("link", {0: 1, 1: -500}, -INF, 0), Row("least", {0: 0.5}, 20, INF))
    assert lint(model(*rows)) == ()


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        (Row("r", {0: 1, 1: -1e6}, -INF, 0), "120"),
        (Row("r", {0: 1, 1: 2e6}, -INF, 2e6 + 20), "100"),
        (Row("r", {0: 1, 1: 1e6}, 30, INF), "30"),
        (Row("r", {0: -3, 1: 1e7}, -40, INF), "320"),
    ],
)
def test_a_big_m_is_named_with_the_smallest_that_does(row: Row, needed: str):
    found = only(lint(model(row)), "big_m")
    assert (found.row, found.column, found.value) == ("r", "open", row.coefficients[1])
    assert f"allow {needed}" in found.remedy


def test_a_big_m_over_a_variable_without_a_bound_asks_for_one():
    endless = Column("flow", VariableKind.continuous, 0, INF)
    found = only(lint(model(Row("link", {0: 1, 1: -1e8}, -INF, 0), flow=endless)), "big_m")
    assert "upper bound" in found.remedy


def test_an_epsilon_in_a_linking_row_is_named():
    coefficient = only(lint(model(Row("link", {0: 1e-4, 1: -1}, -INF, 0))), "epsilon")
    assert (coefficient.column, coefficient.value) == ("flow", 1e-4)
    side = only(lint(model(Row("strict", {0: 1, 1: -1}, 1e-5, INF))), "epsilon")
    assert (side.row, side.column, side.value) == ("strict", "", 1e-5)


def test_the_same_numbers_in_a_row_that_links_nothing_are_left_alone():
    assert lint(model(Row("plain", {0: 1e-4}, -INF, 1e-5), Row("cap", {1: 1e6}, -INF, 1e6)))[0].kind == "range"


def test_coefficients_too_far_apart_are_one_finding():
    rows = (Row("tiny", {0: 0.002}, -INF, 4), Row("huge", {0: -3e7}, -INF, 4))
    found = only(lint(model(*rows)), "range")
    assert (found.row, found.column, found.value) == ("huge", "flow", -3e7)
    assert "row tiny" in found.remedy


def test_a_model_without_rows_has_nothing_to_find():
    assert lint(model()) == ()
