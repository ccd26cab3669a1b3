"""Finds the program in a model's answer, and swaps the variable types that it names."""

import re

from tasks.teacher.parts import REASONING, fence_after, outdented
from tasks.teacher.tags import tagged, without_tagged

CODE = ("code", "python")
"""Tags that hold a program."""
PYTHON = re.compile(r"^\s{0,3}(?:`{3,}|~{3,})(?:\s*(?:python3?|py))?\s*$", re.IGNORECASE)
BARE = re.compile(r"^[ \t]*(?:import|from)\s+\w", re.MULTILINE)
TO_CONTINUOUS = (
    ("INTEGER", "CONTINUOUS"),
    ("kInteger", "kContinuous"),
    ("LpInteger", "LpContinuous"),
    ('"Integer"', '"Continuous"'),
    ("'Integer'", "'Continuous'"),
    ("NonNegativeIntegers", "NonNegativeReals"),
    ("Integers", "Reals"),
    ("IntVar", "NumVar"),
    ('vtype="I"', 'vtype="C"'),
    ("vtype='I'", "vtype='C'"),
)
"""Words for integer and for continuous variables, in the modelling libraries' own spelling, the longer ones first."""


def find_program(completion: str) -> str | None:
    """The program of an answer: what stands in its last code tag, else its last Python block, else the answer itself.

    Blocks that a reasoner writes while it thinks count only where there is no other one.
    """
    spoken = without_tagged(completion, REASONING)
    for text in (spoken, completion):
        told = [stretch.inside for stretch in tagged(text, CODE)]
        found = [block for block in python_blocks(told[-1] if told else text) if block.strip()]
        if found:
            return found[-1]
        if told and told[-1].strip():
            return told[-1].strip("\n")
    return completion if BARE.search(completion) and "```" not in completion else None


def python_blocks(text: str) -> list[str]:
    """What stands in the fences that are marked as Python, or not marked; the last one need not be closed."""
    blocks: list[str] = []
    lines: list[str] | None = None
    fence = opening = ""
    for line in text.split("\n"):
        before, fence = fence, fence_after(line, fence)
        if fence and not before:
            lines = [] if PYTHON.match(line) else None
            opening = line
        elif before and not fence:
            blocks += ["\n".join(lines)] if lines is not None else []
            lines = None
        elif lines is not None:
            lines += outdented([line], opening)
    return blocks + (["\n".join(lines)] if fence and lines is not None else [])


def with_other_types(source: str) -> str | None:
    """A program with the variable types that its text names swapped: continuous where it has integers, else integer.

    As SIRL's and OptMATH's code do it: by the words, so that variables whose type is not named stay what they are.
    None where the text names no type.
    """
    integer = any(whole in source for whole, _ in TO_CONTINUOUS)
    swapped = source
    for whole, fractional in TO_CONTINUOUS:
        swapped = swapped.replace(whole, fractional) if integer else swapped.replace(fractional, whole)
    return swapped if swapped != source else None
