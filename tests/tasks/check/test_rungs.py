"""Rungs over the captured model: other type, relaxation, another solver, changed models, words alone."""

from collections.abc import Callable

import pytest

from schemas.solve import SolverName, TerminationStatus
from schemas.verdict import Outcome
from tasks.check import coverage, flipped_type, metamorphic, relaxation, stability
from tasks.check.asked_type import asked_type
from tasks.check.derivable import derivable
from tasks.check.stated_limits import stated_limits
from tasks.check.subject import Subject, make_subject
from tasks.second_opinion.copt import solve_in_copt
from tasks.second_opinion.solving import same_answer, solve_tightly
from tests.tasks.check.conftest import WORDS

Make = Callable[..., Subject]
OPEN_WORDS = WORDS.replace(", and only whole pieces can be sold", "")


def without_formulation(made: Subject, words: str) -> Subject:
    bare = made.candidate.model_copy(update={"formulation": "", "statement": words})
    return make_subject(bare, (), made.solve, made.resolved)


def test_an_honest_program_passes_all_of_them(subject: Make):
    made = subject()
    checks = (coverage, flipped_type, relaxation, stability, metamorphic)
    assert {check.check(made).outcome for check in checks} == {Outcome.passed}
    assert metamorphic.check(made).figures["relations"] >= 3
    assert flipped_type.check(made).figures["flipped_objective"] > 0


def test_whole_numbers_that_the_words_ask_for_must_be_whole(subject: Make, formulation: str):
    relaxed = subject(program=formulation.replace("integer", "continuous"))
    verdict = flipped_type.check(without_formulation(relaxed, WORDS))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "lost_integrality")


def test_a_type_that_matters_and_that_no_words_decide_is_left_open(subject: Make, formulation: str):
    relaxed = subject(program=formulation.replace("integer", "continuous"))
    verdict = flipped_type.check(without_formulation(relaxed, OPEN_WORDS))
    assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "type_ambiguous")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("How many trucks should be bought?", "integer"),
        ("How many kilograms should be mixed?", "continuous"),
        ("How much should be mixed?", "continuous"),
        ("He knows how many nails a box holds. Minimize the cost.", None),
        ("Decide how many trays, fractions allowed, are baked.", "continuous"),
    ],
)
def test_a_question_tells_its_type(words: str, kind: str | None):
    found = asked_type(words)
    assert (found.value if found else None) == kind


def test_an_optimum_beyond_its_relaxation_is_none(subject: Make):
    made = subject()
    assert made.solve is not None
    lie = made.solve.model_copy(update={"objective": 1e6})
    assert relaxation.check(make_subject(made.candidate, (), lie, made.resolved)).reason == "beyond_relaxation"


def test_another_solver_that_disagrees_is_heard(subject: Make):
    made = subject()
    assert made.solve is not None and made.solve.objective is not None
    lie = made.solve.model_copy(update={"objective": made.solve.objective - 1})
    assert stability.check(make_subject(made.candidate, (), lie, made.resolved)).reason == "unstable"


def test_a_program_for_highs_is_held_against_copt(subject: Make):
    made = subject()
    assert made.solve is not None and made.model is not None
    assert same_answer(solve_in_copt(made.model), solve_tightly(made.model))
    on_highs = made.solve.model_copy(update={"solver": SolverName.highs})
    assert stability.check(make_subject(made.candidate, (), on_highs, None)).outcome is Outcome.passed


@pytest.mark.parametrize(
    ("row", "reason"), [("<= 10000000 * used", "loose_big_m"), (">= 0.000001 * used", "tiny_epsilon")]
)
def test_numbers_near_the_tolerances_are_faults(subject: Make, formulation: str, row: str, reason: str):
    switch = formulation.replace("\n## Objective", "- `used`, binary: whether loaves are baked\n\n## Objective")
    made = subject(program=switch + f'- switched: `bake["loaf"] {row}`\n')
    assert stability.check(without_formulation(made, WORDS)).reason == reason


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (('price[ITEMS] = {"loaf": 5', 'price[ITEMS] = {"loaf": 7.31'), "foreign_number"),
        (("- `maximize", "- `minimize"), "wrong_objective_sense"),
        (("`bake[i] <= most[i]`", "`bake[i] >= most[i]`"), "wrong_direction"),
    ],
)
def test_words_alone_find_errors_of_a_program(subject: Make, formulation: str, changed: tuple[str, str], reason: str):
    words = WORDS.replace("at most 35 loaves and 60", "at most 35 loaves and at most 60")
    made = subject(program=formulation.replace(*changed))
    assert coverage.check(without_formulation(made, words)).reason == reason


def test_a_number_that_the_program_never_uses_is_missed(subject: Make, formulation: str):
    without = formulation.replace("- market, `for i in ITEMS`: `bake[i] <= most[i]`\n", "")
    words = WORDS.replace("35 loaves", "977 loaves")
    verdict = coverage.check(without_formulation(subject(program=without), words))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "unused_number")


def test_two_writings_of_a_model_that_agree_on_the_given_data_alone_part_on_other_data(subject: Make, formulation: str):
    typed = formulation.replace('"oven": 1250}`: minutes', '"oven": 1250}`: minutes').replace(
        "`bake[i] <= most[i]`", '`bake[i] <= most[i]`\n- dear: `5 * bake["loaf"] + 2 * bake["bun"] <= 208`'
    )
    made = subject(program=typed)
    assert made.solve is not None and made.solve.objective == 208
    assert metamorphic.check(made).reason == "differs_on_other_data"


def test_one_step_from_the_words_numbers_is_known():
    known = derivable("At least 30% of the 200 tons go by air; a trip takes 2 hours, 45 minutes are lost.")
    assert {0.3, 0.7, 60.0, 140.0} <= known
    assert 137.0 not in known


def test_limits_are_read_once_and_with_their_direction():
    assert stated_limits("Make at least 300 chairs and at most 45 tables, out of 700 boards.") == {
        300.0: True,
        45.0: False,
    }


def test_without_a_model_each_of_them_says_so(subject: Make):
    bare = make_subject(subject().candidate, ())
    for check in (coverage, flipped_type, relaxation, stability, metamorphic):
        verdict = check.check(bare)
        assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "no_captured_model")


def test_a_program_without_an_optimum_has_nothing_to_flip(subject: Make, formulation: str):
    made = subject(program=formulation + '- more: `bake["loaf"] >= 36`\n')
    assert made.solve is not None and made.solve.status is TerminationStatus.infeasible
    assert relaxation.check(made).outcome is Outcome.passed
