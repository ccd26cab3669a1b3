"""EVOM's tags: what they earn, and the program between them."""

import re

from tasks.scoring.programs import find_program
from tasks.teacher.tags import tagged

TAGS = ("<think>", "</think>", "<code>", "</code>")
EACH = 0.125
"""For each tag that stands there exactly once."""
WHOLE = 0.5
"""For a completion that is one thought and one program, in this order, and nothing else but white space."""
SHAPE = re.compile(r"\s*<think>.*</think>\s*<code>.*</code>\s*", re.DOTALL)


def reward_tags(completion: str) -> float:
    """What the form of a completion earns, 1 at most."""
    once = sum(completion.count(tag) == 1 for tag in TAGS)
    whole = once == len(TAGS) and SHAPE.fullmatch(completion) is not None
    return EACH * once + WHOLE * whole


def tagged_program(completion: str) -> str | None:
    """The program in the last pair of code tags, out of its Markdown fence where it has one; None: there is no pair."""
    found = list(tagged(completion, ("code",), re.NOFLAG))
    return find_program(f"<code>{found[-1].inside}</code>") if found else None


def in_tags(program: str) -> str:
    """A program in the whole form, with next to no thought before it."""
    return f"<think>I model it.</think>\n<code>\n{program.strip()}\n</code>"
