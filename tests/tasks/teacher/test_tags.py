"""Stretches in tags are those that a plain pattern finds, whatever the text, and are found in one pass."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from tasks.reward.tags import tagged_program
from tasks.scoring.programs import find_program
from tasks.teacher.tags import tagged, without_tagged

PATTERN = re.compile(r"<(code|python)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
PIECES = ("<code>", "</code>", "<Code>", "</CODE>", "<python>", "</python>", "x", "\n", "</")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_they_are_those_of_a_pattern(text: str):
    names = ("code", "python")
    assert [stretch.inside for stretch in tagged(text, names)] == [inside for _, inside in PATTERN.findall(text)]
    assert without_tagged(text, names) == PATTERN.sub("", text)


def test_an_answer_that_repeats_an_opening_without_end_is_read_at_once():
    began = time.process_time()
    for piece in ("<code>", "<think>", "<code></think>", "\n", "```python\n"):
        assert find_program(piece * 30_000) is None or piece == "```python\n"
        assert tagged_program(piece * 30_000) is None
    assert time.process_time() - began < 5
