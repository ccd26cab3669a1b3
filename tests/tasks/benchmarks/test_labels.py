"""Labels: every dialect that public benchmarks write is one typed answer, and nothing else passes for one."""

import math

import pytest

from schemas.label import Label, LabelKind
from tasks.benchmarks.labels import UnreadableLabel, read_label


def value(number: float, decimals: int = 0) -> Label:
    return Label(kind=LabelKind.optimal_value, value=number, decimals=decimals)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        (1160.0, value(1160, 1)),
        (7, value(7)),
        ("1160", value(1160)),
        ("  42.50 ", value(42.5, 2)),
        ("1,234,567.8", value(1_234_567.8, 1)),
        ("12 000", value(12_000)),
        ("$3,050", value(3050)),
        (0.0, value(0, 1)),
        ("0", value(0)),
        (-3.5, value(-3.5, 1)),
        ([5.0], value(5, 1)),
        ({"The maximum profit": "3600.0"}, value(3600, 1)),
    ],
)
def test_a_number_is_an_optimal_value_however_it_is_written(written: object, label: Label):
    assert read_label(written) == label


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("No Best Solution", LabelKind.no_solution),
        ("No Best Solution.", LabelKind.no_solution),
        (" no best  solution ", LabelKind.no_solution),
        (-9999, LabelKind.no_solution),
        ("-9999", LabelKind.no_solution),
        (-99999.0, LabelKind.no_solution),
        ("-99999", LabelKind.no_solution),
        ("infeasible", LabelKind.infeasible),
        ("Unbounded", LabelKind.unbounded),
        ("", LabelKind.none),
        (None, LabelKind.none),
        (math.nan, LabelKind.none),
        ({}, LabelKind.none),
        ([], LabelKind.none),
    ],
)
def test_words_sentinels_and_empty_fields_have_kinds_of_their_own(written: object, kind: LabelKind):
    assert read_label(written) == Label(kind=kind)


def test_a_dict_of_results_keeps_their_names_and_a_list_their_places():
    named = read_label({"Trucks": "10.0", "Cost": 57.25})
    assert named == Label(kind=LabelKind.several, named={"Trucks": 10.0, "Cost": 57.25})
    assert read_label([1, "2"]).named == {"1": 1.0, "2": 2.0}


@pytest.mark.parametrize(
    "written",
    ["about 40", "12 or 14", True, math.inf, {"Cost": "cheap", "Trucks": 3}, ["x"], pytest.param(10**400, id="huge")],
)
def test_what_is_no_answer_is_refused_with_a_remedy(written: object):
    with pytest.raises(UnreadableLabel, match="give a"):
        read_label(written)
