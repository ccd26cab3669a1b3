from pathlib import Path

import pytest

from tasks.lake.lake import Lake
from tasks.report.cases import changed_lines, sample_cases
from tasks.report.data import read_report
from tasks.report.sizes import growth_by_operator, panels, quantile, with_grounded_sizes
from tasks.report.tree import family_tree


def test_seeds_get_the_size_of_their_formulation(trial: Path) -> None:
    lake = Lake(trial)
    report = read_report(lake)
    assert [seed.variables for seed in report.seeds] == [None, None]
    assert [(seed.variables, seed.constraints, seed.integers) for seed in with_grounded_sizes(report, lake).seeds] == [
        (2, 1, 2),
        (2, 1, 2),
    ]


def test_sizes_are_told_by_generation_and_rejected_children_do_not_count(trial: Path) -> None:
    words = panels(read_report(Lake(trial)))[0]
    assert [(spread.group, spread.number, spread.median) for spread in words.spreads] == [
        ("seeds", 2, 30),
        ("generation 1", 2, 40),
        ("generation 2", 2, 40),
    ]


def test_children_are_compared_with_the_mean_of_their_own_parents(trial: Path) -> None:
    rows = {row.operator: row for row in growth_by_operator(read_report(Lake(trial)))}
    words = rows["combine"].growths[0]
    assert words is not None
    assert (words.parents, words.children, words.larger) == (37.5, 40, 0.5)
    assert rows["modify_constraint"].growths[1] is None


@pytest.mark.parametrize(("share", "value"), [(0.0, 1.0), (0.5, 2.5), (1.0, 4.0)])
def test_quantiles_are_linear_between_neighbours(share: float, value: float) -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], share) == value


def test_the_tree_is_that_of_the_problem_with_most_operators_behind_it(trial: Path) -> None:
    lake = Lake(trial)
    tree = family_tree(read_report(lake), lake)
    assert tree is not None
    assert (tree.id, tree.operator, [parent.id for parent in tree.parents]) == ("da", "combine", ["ca", "aa"])
    assert [parent.id for parent in tree.parents[0].parents] == ["aa"]


def test_each_operator_has_an_accepted_and_a_rejected_case_where_there_is_one(trial: Path) -> None:
    lake = Lake(trial)
    cases = {one.operator: one for one in sample_cases(read_report(lake), lake)}
    assert cases["combine"].rejected is None
    assert cases["transform_domain"].accepted is None
    rejected = cases["transform_domain"].rejected
    assert rejected is not None
    assert rejected.child.rejected_reason == "same_model"
    assert [parent.id for parent in rejected.parents] == ["aa"]


def test_changed_lines_are_those_that_went_and_came() -> None:
    assert changed_lines("a\nb\nc", "a\nB\nc\nd") == (("-", "b"), ("+", "B"), ("+", "d"))
    assert changed_lines("", "a") == ()
