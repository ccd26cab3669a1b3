from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.solve import TerminationStatus
from schemas.verdict import Outcome
from tasks.teacher.reading import (
    COMPARED,
    Declined,
    UnreadableAnswer,
    read_description,
    read_judgement,
    read_problem,
    read_solution,
)
from tests.model_server.dress import MANNERS, dress

FORMULATION = """## Sets
- `ITEMS = ["desk", "chair"]`: the products

## Parameters
- `profit[ITEMS] = {"desk": 30, "chair": 12}`: profit

## Decision variables
- `make[ITEMS]`, integer

## Objective
- `maximize sum(profit[i] * make[i] for i in ITEMS)`: profit

## Constraints
- few: `make["desk"] <= 3`"""
PROGRAM = "# Program of the bakery\nx = {'a': 1}\nprint('''\n# Status\n''')\n"
SOLUTION = {"status": "optimal", "formulation": FORMULATION, "program": PROGRAM}
PROBLEM = {"problem": "A mill grinds 30 tons.\n\n| mill | tons |\n|---|---|\n| A | 30 |", "changes": "30 for 20"}
TOLD = {"decisions": "- x: yes or no.", "objective": "The largest value of 3 for each x.", "limits": "none"}
DIFFERS = {"items": "- all", "verdict": "differs", "differences": "- At least 3, not at most.\n- x is whole."}
FAILED = {"verdict": "failed", "errors": "- The limit of 3 is missing.\n- The sense is wrong."}


def plain(parts: dict[str, str]) -> str:
    return dress(parts, "headings", Random(0))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("manner", MANNERS)
def test_an_answer_reads_the_same_however_it_is_dressed(manner: str, seed: int):
    solution = read_solution(dress(SOLUTION, manner, Random(seed)))
    assert (solution.program, solution.formulation) == (PROGRAM, FORMULATION + "\n")
    assert read_problem(dress(PROBLEM, manner, Random(seed))).statement == PROBLEM["problem"]
    judged = read_judgement(dress(FAILED, manner, Random(seed)))
    assert judged.errors == ("The limit of 3 is missing.", "The sense is wrong.")
    assert read_judgement(dress({"verdict": "passed"}, manner, Random(seed))).outcome is Outcome.passed
    told = read_description(dress(TOLD, manner, Random(seed))).text
    assert all(f"## {name.capitalize()}\n\n{part}" in told for name, part in TOLD.items())
    compared = read_judgement(dress(DIFFERS, manner, Random(seed)), COMPARED)
    assert compared.errors == ("At least 3, not at most.", "x is whole.")


def test_a_heading_inside_a_fence_is_no_heading():
    assert read_solution(plain(SOLUTION)).program == PROGRAM


def test_headings_are_read_whatever_their_case_and_order():
    assert read_problem("# changes\nfew\n# PROBLEM:\nwords\n").statement == "words"


@pytest.mark.parametrize("word", ["infeasible", "Unbounded", "**optimal**", "optimal."])
def test_a_declared_status_is_read(word: str):
    status = read_solution(plain(SOLUTION | {"status": word})).status
    assert status is TerminationStatus(word.strip("*.").lower())


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        ("I would rather not say.", "Problem"),
        ("", "Problem"),
        ("# Problem\n\n# Changes\nsome\n", "Problem"),
        ("<think>\nI wonder, and wonder,", "reasoning"),
        ("# Problem\none\n# Problem\nother\n", "twice"),
        ('{"problem": 3', "Problem"),
    ],
)
def test_an_unreadable_problem_says_what_it_lacks(answer: str, lacking: str):
    with pytest.raises(UnreadableAnswer, match=lacking):
        read_problem(answer)


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        (plain({"status": "optimal", "program": PROGRAM}), "Formulation"),
        (plain({"status": "optimal", "formulation": FORMULATION}), "Program"),
        (plain(SOLUTION | {"program": ""}), "Program"),
        (plain(SOLUTION | {"status": "sleepy"}), "sleepy"),
        (plain(SOLUTION) + "\n# Program\n```python\ny = 2\n```\n", "twice"),
    ],
)
def test_an_unreadable_solution_says_what_it_lacks(answer: str, lacking: str):
    with pytest.raises(UnreadableAnswer, match=lacking):
        read_solution(answer)


def test_a_part_that_stands_twice_alike_is_one():
    assert read_problem("# Problem\nwords\n# Changes\nfew\n# Problem\nwords\n").statement == "words"


def test_a_program_may_come_without_a_formulation_where_none_was_asked_for():
    assert read_solution(plain({"program": PROGRAM}), formulation=False).program == PROGRAM


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        ("It looks fine to me.", "Verdict"),
        ("# Verdict\nmaybe\n", "maybe"),
        ("# Verdict\npassed\n# Errors\n- The limit is missing.\n", "say which holds"),
        ("# Verdict\nfailed\n", "names none"),
        ("# Verdict\nfailed\n# Errors\nNone.\n", "names none"),
        ("# Errors\n- The limit is missing.\n", "Verdict"),
        ("# Verdict\nThe solution is not passed\n", "not passed"),
    ],
)
def test_only_an_explicit_verdict_that_agrees_with_itself_counts(answer: str, lacking: str):
    with pytest.raises(UnreadableAnswer, match=lacking):
        read_judgement(answer)


def test_a_judge_may_be_unsure():
    assert read_judgement("# Verdict\nunclear\n# Errors\n- perhaps\n").outcome is Outcome.abstained


@pytest.mark.parametrize("none", ["", "None.", "- none", "No errors were found."])
def test_a_passing_judge_may_say_that_there_is_nothing(none: str):
    assert read_judgement(f"# Verdict\npassed\n# Errors\n{none}\n").errors == ()


def test_a_teacher_may_decline_with_its_reason():
    with pytest.raises(Declined, match="no blueprint"):
        read_problem("# Declined\na parent has no blueprint\n")


def test_a_blueprint_is_believed_only_of_the_teacher_that_knows_them():
    answer = "# Problem\nwords\n# Blueprint\n```json\n{oops\n```\n"
    assert read_problem(answer).blueprint is None
    with pytest.raises(UnreadableAnswer, match="Blueprint"):
        read_problem(answer, blueprints=True)


@given(st.text(max_size=300))
def test_nothing_that_a_model_may_say_is_an_error_of_ours(text: str):
    for read in (read_problem, read_solution, read_judgement):
        with suppress(UnreadableAnswer):
            assert read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Verdict\npassed\n", "it must be same, differs or unclear"),
        ("# Verdict\nsame\n# Differences\n- The sense.\n", "a difference is named \\(The sense.\\)"),
        ("# Verdict\ndiffers\n# Differences\nNo differences found.\n", "'# Differences' names none"),
    ],
)
def test_a_comparison_counts_only_as_same_or_with_its_differences(text: str, said: str):
    with pytest.raises(UnreadableAnswer, match=said):
        read_judgement(text, COMPARED)
    assert read_judgement("# Verdict\nsame\n# Differences\nNo differences.", COMPARED).outcome is Outcome.passed


@pytest.mark.parametrize("missing", TOLD)
def test_a_program_that_is_told_in_part_is_asked_for_again(missing: str):
    with pytest.raises(UnreadableAnswer, match=f"no part '# {missing.capitalize()}'"):
        read_description(plain({name: part for name, part in TOLD.items() if name != missing}))
