import pytest

from schemas.solve import TerminationStatus
from tasks.teacher.reading import Declined, UnreadableAnswer, read_problem, read_solution, split_parts

SOLUTION = """# Status
optimal

# Formulation
maximize x

# Program
```python
# Program of the bakery
x = 1
```
"""


def test_a_heading_inside_a_fence_is_no_heading():
    drafted = read_solution(SOLUTION)
    assert drafted.program == "# Program of the bakery\nx = 1\n"
    assert drafted.formulation == "maximize x\n"


def test_headings_are_read_whatever_their_case_and_order():
    parts = split_parts("# PROBLEM\nwords\n# changes\nfew\n")
    assert parts == {"problem": "words", "changes": "few"}
    assert read_problem("# Changes\nfew\n# Problem\nwords\n").statement == "words"


@pytest.mark.parametrize("word", ["infeasible", "Unbounded"])
def test_a_declared_status_is_read(word: str):
    assert read_solution(SOLUTION.replace("optimal", word)).status is TerminationStatus(word.lower())


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        ("I would rather not say.", "Problem"),
        ("# Problem\n\n# Changes\nsome\n", "Problem"),
        ("# Problem\nwords\n# Blueprint\n```json\n{oops\n```\n", "Blueprint"),
    ],
)
def test_an_unreadable_problem_says_what_it_lacks(answer: str, lacking: str):
    with pytest.raises(UnreadableAnswer, match=lacking):
        read_problem(answer)


@pytest.mark.parametrize(
    ("answer", "lacking"),
    [
        (SOLUTION.replace("# Formulation\nmaximize x", ""), "Formulation"),
        (SOLUTION.partition("# Program\n")[0], "Program"),
        (SOLUTION.replace("optimal", "sleepy"), "sleepy"),
    ],
)
def test_an_unreadable_solution_says_what_it_lacks(answer: str, lacking: str):
    with pytest.raises(UnreadableAnswer, match=lacking):
        read_solution(answer)


def test_a_teacher_may_decline_with_its_reason():
    with pytest.raises(Declined, match="no blueprint"):
        read_problem("# Declined\na parent has no blueprint\n")
