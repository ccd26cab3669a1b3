"""Decision variables of formulation and program."""

from collections.abc import Callable

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName
from schemas.verdict import Outcome
from tasks.algebra.text import parse_formulation
from tasks.check.subject import Subject, make_subject
from tasks.check.variables import check
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import run_program

Make = Callable[..., Subject]


def test_the_formulations_own_program_passes(subject: Make) -> None:
    assert check(subject()).outcome is Outcome.passed


@pytest.mark.parametrize(
    ("reason", "old", "new"),
    [
        ("wrong_variable_type", "integer", "continuous"),
        ("wrong_bounds", "`0 <= bake[ITEMS]`", "`0 <= bake[ITEMS] <= 9`"),
        ("missing_variable", '["loaf", "bun"]', '["loaf"]'),
        ("extra_variable", '["loaf", "bun"]', '["loaf", "bun", "roll"]'),
    ],
)
def test_each_difference_of_the_variables_has_its_reason(
    reason: str, old: str, new: str, subject: Make, formulation: str
) -> None:
    other = formulation.replace(old, new)
    if reason == "missing_variable":
        for part in (', "bun": 2', ', ("bun", "kneading"): 3, ("bun", "oven"): 12', ', "bun": 60'):
            other = other.replace(part, "")
    if reason == "extra_variable":
        other = other.replace('"bun": 2}', '"bun": 2, "roll": 1}').replace('"bun": 60}', '"bun": 60, "roll": 7}')
        other = other.replace(
            '("bun", "oven"): 12}', '("bun", "oven"): 12, ("roll", "kneading"): 1, ("roll", "oven"): 1}'
        )
    assert check(subject(program=other)).reason == reason


def test_names_of_pulp_are_found_too(candidate: Callable[..., Candidate], formulation: str) -> None:
    parsed = parse_formulation(formulation.replace("integer", "continuous"))
    solve = run_program(write_program(parsed, SolverName.pulp), SolverName.pulp)
    verdict = check(make_subject(candidate(), (), solve))
    assert (verdict.reason, "bake[loaf]" in verdict.detail) == ("wrong_variable_type", True)


def test_a_program_with_names_of_its_own_is_compared_by_counts(subject: Make, formulation: str) -> None:
    other = formulation.replace("bake", "amount_of_work").replace("integer", "continuous")
    assert check(subject(program=other)).reason == "wrong_variable_type"


def test_a_bound_written_as_a_row_is_no_difference(subject: Make, formulation: str) -> None:
    other = formulation.replace("`0 <= bake[ITEMS]`", "`bake[ITEMS]`") + "- floor, `for i in ITEMS`: `bake[i] >= 0`\n"
    assert check(subject(program=other)).outcome is Outcome.passed


def test_a_yes_or_no_that_is_continuous_lost_its_integrality(subject: Make, formulation: str) -> None:
    changed = formulation.replace("integer: pieces baked", "continuous: 1 if the good is baked")
    assert check(subject(formulation=changed)).reason == "lost_integrality"


def test_a_child_keeps_the_integrality_of_its_parent(
    subject: Make, candidate: Callable[..., Candidate], formulation: str
) -> None:
    changed = formulation.replace("integer", "continuous")
    verdict = check(subject(formulation=changed, parents=(candidate(id="parent"),)))
    assert verdict.reason == "lost_integrality"


def test_a_type_against_its_meaning_is_marked(subject: Make, formulation: str) -> None:
    changed = formulation.replace("integer: pieces baked", "integer: hours of work")
    assert check(subject(formulation=changed)).marks == ("doubtful_type",)


def test_a_share_that_may_exceed_one_is_marked(subject: Make, formulation: str) -> None:
    changed = formulation.replace("integer: pieces baked", "continuous: share of the good")
    assert check(subject(formulation=changed)).marks == ("share_beyond_one",)
