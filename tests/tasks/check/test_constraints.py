"""Rows and objective of formulation and program."""

from collections.abc import Callable

import pytest

from schemas.candidate import Candidate
from schemas.verdict import Outcome
from tasks.check.constraints import check
from tasks.check.subject import Subject

Make = Callable[..., Subject]
MARKET = "- market, `for i in ITEMS`: `bake[i] <= most[i]`\n"

PROGRAMS = {
    "flipped_sense": ("maximize", "minimize"),
    "wrong_objective": ('"bun": 2}', '"bun": 3}'),
    "missing_constraint": (MARKET, ""),
    "doubled_constraint": (MARKET, MARKET + MARKET.replace("market", "again")),
    "extra_constraint": (MARKET, MARKET + '- more: `bake["loaf"] + bake["bun"] <= 70`\n'),
    "wrong_coefficient": ('("loaf", "oven"): 30', '("loaf", "oven"): 33'),
    "wrong_right_side": ('"oven": 1250', '"oven": 1350'),
    "wrong_direction": ("bake[i] for i in ITEMS) <= limit[s]", "bake[i] for i in ITEMS) >= limit[s]"),
    "model_differs": ("use[i, s] * bake[i] for i in ITEMS)", 'use[i, s] * bake[i] for i in ITEMS if i != "bun")'),
}


def test_the_formulations_own_program_passes_without_a_mark(subject: Make) -> None:
    verdict = check(subject())
    assert (verdict.outcome, verdict.marks) == (Outcome.passed, ())


def test_what_rounding_leaves_of_a_limit_of_0_is_0_in_formulation_and_program(subject: Make, formulation: str) -> None:
    data = '- `share[ITEMS] = {"loaf": 0.1, "bun": 0.2}`: tons\n- `both = 0.3`: tons\n\n## Decision'
    gap = f'{MARKET}- gap: `bake["bun"] - 3 * bake["loaf"] <= share["loaf"] + share["bun"] - both`\n'
    changed = subject(formulation=formulation.replace("\n## Decision", data).replace(MARKET, gap))
    assert changed.agrees and check(changed).outcome is Outcome.passed


@pytest.mark.parametrize("names", ["bake", "quantity"])
@pytest.mark.parametrize("reason", PROGRAMS)
def test_each_difference_of_the_program_is_found(reason: str, names: str, subject: Make, formulation: str) -> None:
    old, new = PROGRAMS[reason]
    assert old in formulation
    verdict = check(subject(program=formulation.replace(old, new).replace("bake", names)))
    assert verdict.outcome is Outcome.failed
    assert verdict.reason == reason or names == "quantity"


@pytest.mark.parametrize(
    ("reason", "old", "new"),
    [
        ("unused_parameter", MARKET, ""),
        (
            "unused_variable",
            "`0 <= bake[ITEMS]`, integer: pieces baked",
            "`0 <= bake[ITEMS]`, integer\n- `0 <= idle`, integer",
        ),
        ("doubled_constraint", MARKET, MARKET + MARKET.replace("market", "again")),
        ("wrong_derived_value", '"bun": 60}`', '"bun": 61}`, derived by `12 * 5`'),
    ],
)
def test_a_fault_of_formulation_and_program_alike_is_found(
    reason: str, old: str, new: str, subject: Make, formulation: str
) -> None:
    assert check(subject(formulation=formulation.replace(old, new))).reason == reason


def test_bounds_in_place_of_rows_are_the_same_model(subject: Make, formulation: str) -> None:
    other = formulation.replace(MARKET, "").replace("`0 <= bake[ITEMS]`", "`0 <= bake[ITEMS] <= 35`")
    both = formulation.replace('"bun": 60', '"bun": 35')
    verdict = check(subject(formulation=both, program=other.replace('"bun": 60', '"bun": 35')))
    assert (verdict.outcome, verdict.marks) == (Outcome.passed, ("written_otherwise",))


def test_a_constraint_of_the_parent_that_is_gone_is_found(
    subject: Make, candidate: Callable[..., Candidate], formulation: str
) -> None:
    extra = '- fair: `bake["loaf"] <= bake["bun"] + 30`\n'
    parent = candidate(id="parent", formulation=formulation + extra)
    verdict = check(subject(parents=(parent,)))
    assert (verdict.reason, "fair" in verdict.detail) == ("missing_constraint", True)


def test_a_child_in_an_algebra_of_its_own_is_not_measured_by_its_parents(
    subject: Make, candidate: Callable[..., Candidate], formulation: str
) -> None:
    strange = formulation.replace("bake[i] for i in ITEMS) <= limit[s]", "bake[i] for i in ITEMS) / 2 <= limit[s] / 2")
    strange = strange.replace("bake[i] <= most[i]", "most[i] >= bake[i]")
    assert check(subject(parents=(candidate(id="parent", formulation=strange),))).outcome is Outcome.passed


def test_coefficients_near_a_solvers_tolerances_are_marked(subject: Make, formulation: str) -> None:
    changed = formulation.replace('("loaf", "oven"): 30', '("loaf", "oven"): 2000000').replace("): 3,", "): 0.0001,")
    assert check(subject(formulation=changed)).marks == ("huge_coefficient", "tiny_coefficient", "wide_coefficients")


def test_without_a_model_it_abstains(subject: Make) -> None:
    assert check(subject(source="print(1)")).reason == "no_captured_model"


def test_an_unreadable_formulation_is_an_abstention_but_a_doubled_row_is_not(subject: Make, formulation: str) -> None:
    doubled = formulation + MARKET.replace("market", "again")
    assert check(subject(program=formulation, formulation="nothing")).reason == "formulation_unreadable"
    assert check(subject(program=doubled, formulation="nothing")).reason == "doubled_constraint"
