"""Rules: each takes what its paper takes, at the very edge, and says where it stands written."""

import pytest

from schemas.label import Label, LabelKind
from schemas.rule import DEFAULT_RULE
from tasks.benchmarks.labels import read_label
from tasks.scoring.rules import RULES, accepts, is_close

NAMED = "stepopt-paper stepopt-code orlm evom evom-strict mamo optmath-paper sirl calm optibench".split()
EDGES = [
    ("relative-1e-4", 1000.0, 1000.0999, 1000.11),
    ("relative-1e-4", 0.0, 1e-4, 1.1e-4),
    ("relative-1e-4", -200.0, -200.0199, -200.03),
    ("relative-1e-6", 1e6, 1e6 + 1, 1e6 + 1.1),
    ("relative-1e-6", 0.0, 1e-6, 2e-6),
    ("stepopt-paper", 1000.0, 1000.1, 1000.11),
    ("stepopt-paper", 0.0, 1e-11, 1e-9),
    ("stepopt-paper", -200.0, -200.02, -201.0),
    ("stepopt-code", 29.0, 28.57, 28.4),
    ("stepopt-code", 0.0, 0.4, 0.6),
    ("orlm", 100.0, 105.4, 105.6),
    ("orlm", 0.0, 0.4, 0.6),
    ("evom", 100.0, 105.0, 105.1),
    ("evom-strict", 2.0, 2.0001, 2.00031),
    ("evom-strict", 0.0, 9e-5, 1.1e-4),
    ("calm", 1000.0, 1001.0, 1001.1),
    ("optmath-paper", 1e6, 1e6 + 1, 1e6 + 1.1),
    ("sirl", 1e6, 1e6 + 1, 1e6 + 1.1),
    ("optibench", 5.0, 5.00009, 5.00011),
]


def test_every_rule_that_a_paper_scored_by_is_there_with_its_source():
    assert set(NAMED) < set(RULES) and DEFAULT_RULE in RULES
    assert all(rule.source and rule.name == name for name, rule in RULES.items())


@pytest.mark.parametrize(("rule", "label", "taken", "refused"), EDGES)
def test_a_rule_takes_its_edge_and_nothing_beyond(rule: str, label: float, taken: float, refused: float):
    assert is_close(taken, label, RULES[rule])
    assert not is_close(refused, label, RULES[rule])


@pytest.mark.parametrize(
    ("written", "taken", "refused"),
    [
        ("9.7", 9.709, 9.72),
        ("9.712", 9.7129, 9.7135),
        ("10000", 10_000.9, 10_001.1),
        pytest.param("9." + "0" * 400, 9.0, 9.1, id="long"),
    ],
)
def test_mamo_takes_one_unit_of_the_second_decimal_or_of_the_labels_last(written: str, taken: float, refused: float):
    label = read_label(written)
    assert accepts(taken, label, RULES["mamo"]) and not accepts(refused, label, RULES["mamo"])


SEVERAL = Label(kind=LabelKind.several, named={"profit": 575.0, "loaves": 10.0, "cakes": 5.0})


@pytest.mark.parametrize("rule", ["optibench", DEFAULT_RULE])
def test_of_several_named_values_every_one_must_be_found_once_and_the_objective_among_them(rule: str):
    assert accepts(575.0, SEVERAL, RULES[rule], (10.0, 5.0))
    assert not accepts(575.0, SEVERAL, RULES[rule], (10.0,))
    assert not accepts(575.0, SEVERAL, RULES[rule], (10.0, 6.0))
    assert not accepts(1.0, SEVERAL, RULES[rule], (575.0, 10.0, 5.0))
    twice = Label(kind=LabelKind.several, named={"profit": 575.0, "loaves": 5.0, "cakes": 5.0})
    assert not accepts(575.0, twice, RULES[rule], (5.0, 7.0))
