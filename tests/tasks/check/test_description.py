"""The words against the formulation."""

from collections.abc import Callable

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName
from schemas.verdict import Outcome
from tasks.algebra.text import parse_formulation
from tasks.check.description import check
from tasks.check.subject import make_subject
from tasks.procedural.dialects import write_program

Make = Callable[..., Candidate]

CHANGES = {
    "missing_number": ("240 minutes", "some minutes"),
    "unknown_number": ("240 minutes", "240 minutes, of 777,"),
    "no_objective_sense": ("to maximize its revenue", "then"),
    "wrong_objective_sense": ("maximize", "minimize"),
    "leaked_answer": ("What should", "The optimal revenue is therefore clear: the answer is 170. What should"),
    "integrality_not_stated": (", and only whole pieces can be sold", ""),
}


def test_honest_words_pass(candidate: Make) -> None:
    assert check(make_subject(candidate(), ())).outcome is Outcome.passed


@pytest.mark.parametrize("reason", CHANGES)
def test_each_fault_of_the_words_has_its_reason(reason: str, candidate: Make, words: str) -> None:
    old, new = CHANGES[reason]
    assert old in words
    verdict = check(make_subject(candidate(words.replace(old, new)), ()))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, reason)
    assert verdict.detail


def test_an_element_that_the_words_do_not_name_is_a_missing_label(candidate: Make, formulation: str) -> None:
    made = candidate(formulation=formulation.replace("kneading", "proving"))
    assert check(make_subject(made, ())).reason == "missing_label"


def test_words_that_insist_on_whole_numbers_need_an_integer_variable(candidate: Make, formulation: str) -> None:
    made = candidate(formulation=formulation.replace("integer", "continuous"))
    assert check(make_subject(made, ())).reason == "lost_integrality"


def test_a_few_words_are_too_short(candidate: Make) -> None:
    assert check(make_subject(candidate("Maximize the revenue."), ())).reason == "too_short"


def test_code_in_the_words_is_a_leak(candidate: Make, words: str) -> None:
    assert check(make_subject(candidate(words + "\n```python\nmodel.solve()\n```"), ())).reason == "leaked_answer"


@pytest.mark.parametrize("solver", SolverName)
def test_a_piece_of_any_solvers_program_in_the_words_is_a_leak(
    candidate: Make, words: str, formulation: str, solver: SolverName
) -> None:
    rows = write_program(parse_formulation(formulation), solver).partition("# Constraints")[2]
    assert check(make_subject(candidate(words + rows), ())).reason == "leaked_answer"


def test_an_unreadable_formulation_is_an_abstention(candidate: Make) -> None:
    verdict = check(make_subject(candidate(formulation="maximize happiness"), ()))
    assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "formulation_unreadable")


@pytest.mark.parametrize(
    "text", ["", "## Sets\n- `A = [`", "## Sets\n## Parameters\n## Decision variables\n## Objective\n## Constraints"]
)
def test_no_formulation_whatever_raises(text: str, candidate: Make) -> None:
    assert make_subject(candidate(formulation=text), ()).formulation is None


def test_a_direction_told_in_words_that_nobody_reads_is_an_abstention(candidate: Make, words: str) -> None:
    told = words.replace("What should the bakery bake to maximize its revenue?", "What is best for its purse?")
    verdict = check(make_subject(candidate(told), ()))
    assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "no_objective_sense")


def test_what_is_certain_outweighs_what_is_open(candidate: Make, words: str) -> None:
    told = words.replace("What should the bakery bake to maximize its revenue?", "What is best for its purse?")
    verdict = check(make_subject(candidate(told.replace("240 minutes", "some minutes")), ()))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "missing_number")
