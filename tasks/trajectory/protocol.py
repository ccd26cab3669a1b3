"""The text protocol of a reasoner with an interpreter: its blocks, what comes back of them, and the answer in a box.

A block begins at a fence marked `python` and ends at the fence that closes it: a longer fence holds shorter ones, and a
fence with a word behind it closes nothing (CommonMark, section 4.5).
"""

import re
from dataclasses import dataclass

from schemas.solve import Solve
from tasks.teacher.asking import fenced
from tasks.teacher.parts import fence_after, outdented

OPENING = re.compile(r"^\s{0,3}(?:`{3,}|~{3,})[ \t]*(\w*)")
LANGUAGES = ("python", "py", "python3")
STOP = ("```output",)
"""What a reasoner must not write itself."""
SHOWN = 2_000
"""Characters of a block's output that come back, where nobody says another number."""
USED_UP = "No further block is run. Give the answer in \\boxed{} now."


@dataclass(frozen=True)
class Fence:
    """A fenced stretch of a text."""

    language: str
    start: int
    """Characters before its opening fence."""
    end: int
    """Characters before the end of its closing fence, the line's end not counted."""
    inside: str
    closed: bool

    @property
    def is_program(self) -> bool:
        """Whether it is a block for the interpreter."""
        return self.language in LANGUAGES


def fences(text: str) -> list[Fence]:
    """The fenced stretches of a text, in order; the last may be open."""
    found: list[Fence] = []
    fence, language, start, at = "", "", 0, 0
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        before, fence = fence, fence_after(line, fence)
        end = at + len(line.rstrip("\r\n"))
        if fence and not before:
            opening = OPENING.match(line)
            language, start, lines = opening[1].lower() if opening else "", at, [line]
        elif before and not fence:
            found.append(Fence(language, start, end, inside(lines), closed=True))
        elif fence:
            lines.append(line)
        at += len(line)
    if fence:
        found.append(Fence(language, start, len(text), inside(lines), closed=False))
    return found


def inside(lines: list[str]) -> str:
    """What stands behind the first line of a fence."""
    return "".join(outdented(lines[1:], lines[0]))


def next_block(text: str, after: int) -> Fence | None:
    """The first block that closes behind so many characters; None: there is none yet."""
    return next((fence for fence in fences(text) if fence.is_program and fence.closed and fence.end > after), None)


def spoken(text: str) -> str:
    """A text with blanks where its fences are, so that places stay what they are."""
    told = list(text)
    for fence in fences(text):
        told[fence.start : fence.end] = " " * (fence.end - fence.start)
    return "".join(told)


def output_block(text: str, shown: str) -> str:
    """What stands behind a text whose last block gave an output: a fence, on lines of its own."""
    ahead = "" if text.endswith("\n") else "\n"
    return f"{ahead}{fenced(shown, 'output')}\n"


def shown(solve: Solve, characters: int = SHOWN) -> str:
    """What a block's writer sees: what it printed, and why it failed."""
    failed = f"\n{solve.error}" if solve.error else ""
    return f"{solve.stdout.rstrip()[-characters:]}{failed[: characters + 1]}".strip() or "(no output)"


def read_boxed(text: str) -> str | None:
    r"""What stands in the last `\boxed{}`, braces inside it included; None: there is none that is closed."""
    start = text.rfind("\\boxed{")
    if start < 0:
        return None
    depth, inner = 0, start + len("\\boxed{")
    for at in range(inner, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth < 0:
            return text[inner:at]
    return None
