from decimal import Decimal

import pytest

from schemas.solve import TerminationStatus
from tasks.answers import NO_ANSWER, NO_SOLUTION, read_answer


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (12, 12.0),
        (0.0, 0.0),
        ("1160.0", 1160.0),
        (" 12,500.5 ", 12500.5),
        ("1 250", 1250.0),
        ("$3e3", 3000.0),
        ({"Total profit": "3600.0"}, 3600.0),
        ([7], 7.0),
        (Decimal("3.50"), 3.5),
    ],
)
def test_numbers_are_read_however_they_are_written(written: object, value: float):
    assert read_answer(written) == (TerminationStatus.optimal, value)


@pytest.mark.parametrize("written", ["No Best Solution", "no best solution.", -9999, "-99999", -99999.0])
def test_no_solution_has_many_names(written: object):
    assert read_answer(written) == NO_SOLUTION


def test_an_outcome_is_read_by_its_name():
    assert read_answer("Infeasible") == (TerminationStatus.infeasible, None)
    assert read_answer("unbounded") == (TerminationStatus.unbounded, None)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "twelve",
        True,
        [],
        {"x": "1", "cost": "2"},
        float("nan"),
        "inf",
        pytest.param(10**400, id="huge"),
        "1e400",
    ],
)
def test_what_is_no_single_answer_is_none(written: object):
    assert read_answer(written) == NO_ANSWER
