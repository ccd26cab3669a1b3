"""Triggers that code sees: four of the seven, each by a rule that a person can follow; nobody is asked.

- premature solving: the trajectory formulates a model, gives an answer, and no program of it ran;
- fragmented code: a block fails on a name that an earlier block had given a value;
- manual verification: after an optimal output, other solutions are tried, or sums are done, in words;
- protocol violation: no box, or one that holds more than a number, or shares its line with words.

What code sees is where to cut, and a hint that fits every problem.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from schemas.intervention import Flaw
from schemas.solve import TerminationStatus
from schemas.trajectory import Author, Execution, Finish, Trajectory, Trigger
from tasks.teacher.asking import FOLDER
from tasks.trajectory.protocol import fences, spoken

SEEN_BY_CODE = (
    Trigger.premature_solving,
    Trigger.fragmented_code,
    Trigger.manual_verification,
    Trigger.protocol_violation,
)
FORMULATED = re.compile(
    r"\b(?:minimi[sz]e|maximi[sz]e|subject to|decision variables?|objective(?: function)?|constraints?)\b|\\min|\\max",
    re.IGNORECASE,
)
UNKNOWN_NAME = re.compile(r"NameError: name '(\w+)' is not defined")
SUM = re.compile(r"(?<!\d)\d[\d.,]*+\)?\s*(?:[-+*/×·÷−]|\\times|\\cdot)\s*\(?\d[\d.,]*+[^=\n]{0,60}=\s*[$€£]?\s*\d")
TRYING = re.compile(
    r"\b(?:another way|let'?s (?:try|see if)|let me (?:try|check|verify|re-?calculate)|what if|suppose|for example|"
    r"by hand|manually|alternatively|double[- ]check|instead,? if|try (?:with )?\w+ ?=)",
    re.IGNORECASE,
)
MOST_SUMS = 4
"""Sums after an optimal output that still pass for a sanity check."""
NUMBER = re.compile(r"[-+−]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
NO_SOLUTION = re.compile(r"no (?:best |optimal |feasible )?solution|infeasible|unbounded", re.IGNORECASE)
LABELS = re.compile(r"\b(?:final|optimal|the|answer|value|result|is)\b", re.IGNORECASE)
"""Words that may stand on the line of a box."""


def find_flaws(trajectory: Trajectory) -> tuple[Flaw, ...]:
    """The triggers that code sees, the first one first."""
    if trajectory.finish is Finish.unanswered:
        return ()
    rules = (premature_solving, fragmented_code, manual_verification, protocol_violation)
    return tuple(sorted((flaw for rule in rules for flaw in rule(trajectory)), key=lambda flaw: flaw.at))


def premature_solving(trajectory: Trajectory) -> Iterator[Flaw]:
    """An answer in a box, and no program that ran."""
    words = spoken(trajectory.text)
    formulated = [match for match in FORMULATED.finditer(words) if match.start() < words.find("\\boxed{")]
    if trajectory.finish is not Finish.boxed or trajectory.executions or not formulated:
        return
    at = next_paragraph(words, formulated[-1].end())
    yield flaw(trajectory, Trigger.premature_solving, at, "it solves in words, and no program of it ran")


def fragmented_code(trajectory: Trajectory) -> Iterator[Flaw]:
    """A block that needs another one."""
    known: set[str] = set()
    for execution, at in zip(trajectory.executions, block_places(trajectory), strict=True):
        unknown = UNKNOWN_NAME.search(execution.error)
        if unknown and unknown[1] in known:
            said = f"the block needs {unknown[1]}, which only an earlier block knows"
            yield flaw(trajectory, Trigger.fragmented_code, at, said)
            return
        known |= names_of(execution.source)


def manual_verification(trajectory: Trajectory) -> Iterator[Flaw]:
    """Solutions tried or sums done in words after the last optimal output."""
    parts = list(after_outputs(trajectory))
    optimal = [part for part in parts if part.execution.status is TerminationStatus.optimal]
    if not optimal or optimal[-1] is not parts[-1]:
        return
    words, start = spoken(optimal[-1].text), optimal[-1].start
    sums = [match.start() for match in SUM.finditer(words)]
    tried = [match.start() for match in TRYING.finditer(words) if any(0 <= at - match.start() < 400 for at in sums)]
    if tried or len(sums) > MOST_SUMS:
        at = start + sentence_start(words, tried[0] if tried else sums[MOST_SUMS])
        said = "it works out in words what an optimal output has given"
        yield flaw(trajectory, Trigger.manual_verification, at, said)


def protocol_violation(trajectory: Trajectory) -> Iterator[Flaw]:
    """No box, or one that is not as it was asked for."""
    text = trajectory.text
    at = text.rfind("\\boxed{")
    if at < 0:
        if trajectory.finish is Finish.stopped:
            yield flaw(trajectory, Trigger.protocol_violation, len(text), "it ends without an answer in a box")
        return
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    if complaint := malformed(line):
        yield flaw(trajectory, Trigger.protocol_violation, start, complaint)


def malformed(line: str) -> str:
    """What is wrong with the line of a box; empty: nothing."""
    inside = re.search(r"\\boxed\{((?:[^{}]|\{[^{}]*\})*)\}", line)
    if inside is None:
        return "its box is not closed on its line"
    plain = inside[1].replace("{,}", ",").replace("\\,", "").strip().strip("$")
    said = re.sub(r"\\text\{(.*)\}", r"\1", plain)
    if not NUMBER.fullmatch(plain) and not NO_SOLUTION.fullmatch(said):
        return f"its box holds {inside[1][:60]!r}, which is no plain number"
    beside = LABELS.sub("", line.replace(inside[0], ""))
    return "its box stands amid words" if re.search(r"\w", beside) else ""


class After(NamedTuple):
    """What the reasoner wrote behind an output."""

    execution: Execution
    start: int
    text: str


def after_outputs(trajectory: Trajectory) -> Iterator[After]:
    """What stands behind each output, up to the next one, hints included."""
    at, outputs = 0, 0
    texts: list[tuple[int, str]] = []
    for segment in trajectory.segments:
        if segment.author is Author.interpreter:
            texts.append((at + len(segment.text), ""))
            outputs += 1
        elif texts:
            start, before = texts[-1]
            texts[-1] = (start, before + segment.text)
        at += len(segment.text)
    for execution, (start, text) in zip(trajectory.executions, texts, strict=True):
        yield After(execution, start, text)


def block_places(trajectory: Trajectory) -> list[int]:
    """Where each block begins that the interpreter answered."""
    at, ends = 0, list[int]()
    for segment in trajectory.segments:
        if segment.author is Author.interpreter:
            ends.append(at)
        at += len(segment.text)
    programs = [fence for fence in fences(trajectory.text) if fence.is_program and fence.closed]
    return [max((fence.start for fence in programs if fence.start < end), default=end) for end in ends]


def names_of(source: str) -> set[str]:
    """Names that a block gives a value."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return set()
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    named = (ast.FunctionDef, ast.ClassDef)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    return stored | imported | {node.name for node in ast.walk(tree) if isinstance(node, named)}


def next_paragraph(words: str, after: int) -> int:
    """Where the next paragraph begins, or the next line where there is none."""
    found = re.compile(r"\n\s*\n\s*(?=\S)").search(words, after) or re.compile(r"\n\s*(?=\S)").search(words, after)
    return found.end() if found else after


def sentence_start(words: str, at: int) -> int:
    """Where the sentence of a place begins."""
    ends = [match.end() for match in re.finditer(r"[.!?:)]\s+|\n+\s*", words[:at])]
    return ends[-1] if ends else 0


def flaw(trajectory: Trajectory, trigger: Trigger, at: int, analysis: str) -> Flaw:
    """A flaw that code saw, with the hint of its kind."""
    span = trajectory.text[at:].partition("\n")[0]
    return Flaw(trigger=trigger, analysis=analysis, span=span, at=at, hint=hint_for(trigger))


@cache
def hint_for(trigger: Trigger) -> str:
    """The hint that fits every problem."""
    return (FOLDER / "hints" / f"{trigger.value}.md").read_text(encoding="utf-8").strip()
