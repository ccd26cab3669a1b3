"""What code sees without asking anybody, where it would cut, and what it leaves alone."""

import time

import pytest

from schemas.trajectory import Author, Trigger
from tasks.trajectory.triggers import find_flaws, malformed
from tests.tasks.trajectory.parties import trajectory

T = Trigger
PROGRAM = (
    "```python\nimport pulp\ntotal = 7\nprint('optimal', total)\n```\n```output\nStatus: optimal, objective 7.0\n```\n"
)
SOUND = f"Let x be loaves. Minimize 3x subject to x >= 2.\n\n{PROGRAM}\nWhole loaves, and enough.\n\n\\boxed{{7}}\n"
PIECES = (
    "Minimize 3x.\n\n```python\nprice = 3\nprint(price)\n```\n```output\n3\n```\nNow:\n\n"
    "```python\nprint(price * 2)\n```\n"
    "```output\nNameError: name 'price' is not defined\n```\n\\boxed{6}\n"
)
BY_HAND = f"Minimize 3x.\n\n{PROGRAM}\nLet me check by hand: 2 * 3 = 6 and 6 + 1 = 7.\n\n\\boxed{{7}}\n"
SUMS = f"Minimize 3x.\n\n{PROGRAM}\n" + "".join(f"{n} * 3 = {3 * n}. " for n in range(1, 8)) + "\n\n\\boxed{7}\n"
IN_WORDS = "Let x be loaves. Minimize 3x subject to x >= 2.\n\nThe least x is 2, which gives 6.\n\n\\boxed{6}\n"


def found(text: str) -> list[Trigger]:
    return [flaw.trigger for flaw in find_flaws(trajectory(text))]


@pytest.mark.parametrize(
    ("text", "triggers", "cut"),
    [
        (SOUND, [], ""),
        (IN_WORDS, [T.premature_solving], "The least x is 2"),
        (PIECES, [T.fragmented_code], "```python\nprint(price * 2)"),
        (BY_HAND, [T.manual_verification], "Let me check by hand"),
        (SUMS, [T.manual_verification], "5 * 3 = 15"),
        (SOUND.replace("\\boxed{7}", "It is 7."), [T.protocol_violation], ""),
        (SOUND.replace("\\boxed{7}", "It makes \\boxed{7} dollars."), [T.protocol_violation], "It makes"),
    ],
)
def test_each_rule_sees_its_flaw_and_cuts_before_it(text: str, triggers: list[Trigger], cut: str):
    flaws = find_flaws(trajectory(text))
    assert [flaw.trigger for flaw in flaws] == triggers
    for flaw in flaws[:1]:
        assert text[flaw.at :].startswith(cut) and flaw.hint


def test_a_check_of_two_sums_is_no_distrust():
    checked = SOUND.replace("Whole loaves", "That is 2 * 3 = 6, and 6 + 1 = 7: whole loaves")
    assert found(checked) == []


def test_trying_before_the_optimum_is_no_distrust():
    assert found(SOUND.replace("Minimize 3x", "What if 2 * 3 = 6? Minimize 3x")) == []


def test_a_name_that_nobody_ever_knew_is_no_fragment():
    assert found(PIECES.replace("price = 3\nprint(price)", "print(3)")) == []


def test_a_new_program_after_a_failure_of_another_kind_is_no_fragment():
    assert found(PIECES.replace("NameError: name 'price' is not defined", "ValueError: no")) == []


@pytest.mark.parametrize(
    "line", ["\\boxed{12}", "**Answer:** \\boxed{1,234.5}", "$$\\boxed{-3.5e2}$$", "\\boxed{1{,}234}"]
)
def test_a_plain_number_in_a_box_of_its_own_is_as_it_should_be(line: str):
    assert not malformed(line)
    assert not malformed("\\boxed{\\text{No Best Solution}}") and not malformed("\\boxed{No Best Solution}")


@pytest.mark.parametrize(
    "line", ["\\boxed{12 dollars}", "\\boxed{x = 12}", "We earn \\boxed{12} per day", "\\boxed{12", "\\boxed{}"]
)
def test_anything_else_is_not(line: str):
    assert malformed(line)


def test_a_trajectory_is_read_back_from_its_text():
    read = trajectory(PIECES)
    assert read.text == PIECES
    assert [segment.author for segment in read.segments].count(Author.interpreter) == len(read.executions) == 2
    assert read.cut(PIECES.index("Now:")).executions == read.executions[:1]


def test_digits_without_end_are_looked_through_at_once():
    began = time.process_time()
    assert found(SOUND.replace("Whole loaves, and enough", "1" * 40_000)) == []
    assert time.process_time() - began < 5
