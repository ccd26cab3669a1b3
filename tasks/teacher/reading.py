"""Reads a teacher's answer: parts under level-one headings, code and JSON in fences.

    # Changes / # Problem / # Blueprint          an answer to mutate
    # Status / # Formulation / # Program         an answer to formulate

Headings inside fences do not count. What can't be read is `UnreadableAnswer`, which says what is missing, so that
the teacher can be asked again with the reason.
"""

import json
import re

from pydantic import ValidationError

from schemas.blueprint import Blueprint
from schemas.frozen import Frozen
from schemas.solve import TerminationStatus

HEADING = re.compile(r"^#\s+(.+?)\s*$")
FENCE = re.compile(r"^\s*(```|~~~)")


class UnreadableAnswer(ValueError):
    """An answer lacks a part; the message is fit to be handed back to the teacher."""


class Declined(UnreadableAnswer):
    """The teacher says that it can't do what was asked; the message is its reason."""


class ProblemDraft(Frozen):
    """What an answer to `mutate` holds."""

    statement: str
    changes: str = ""
    blueprint: Blueprint | None = None


class SolutionDraft(Frozen):
    """What an answer to `formulate` holds."""

    formulation: str
    program: str
    status: TerminationStatus = TerminationStatus.optimal


def split_parts(text: str) -> dict[str, str]:
    """Text under each level-one heading, by the heading in lower case."""
    parts: dict[str, list[str]] = {}
    current: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= bool(FENCE.match(line))
        heading = None if fenced else HEADING.match(line)
        if heading:
            current = parts.setdefault(heading[1].lower(), [])
        else:
            current.append(line)
    return {name: "\n".join(lines).strip() for name, lines in parts.items()}


def fenced_block(part: str) -> str:
    """The inside of the first fence, or the whole part where there is none."""
    lines = part.splitlines()
    starts = [at for at, line in enumerate(lines) if FENCE.match(line)]
    if not starts:
        return part.strip()
    end = starts[1] if len(starts) > 1 else len(lines)
    return "\n".join(lines[starts[0] + 1 : end]).strip("\n") + "\n"


def required(parts: dict[str, str], name: str) -> str:
    """A part that must be there and not be empty."""
    if not parts.get(name):
        raise UnreadableAnswer(f"the answer has no part '# {name.capitalize()}'")
    return parts[name]


def read_problem(text: str) -> ProblemDraft:
    """Read an answer to `mutate`.

    Raises:
        Declined: the teacher refuses, under the heading `# Declined`.
        UnreadableAnswer: no problem, or a blueprint that is not one.
    """
    parts = split_parts(text)
    if parts.get("declined"):
        raise Declined(parts["declined"])
    statement = required(parts, "problem")
    blueprint = read_blueprint(fenced_block(parts["blueprint"])) if parts.get("blueprint") else None
    return ProblemDraft(statement=statement, changes=parts.get("changes", ""), blueprint=blueprint)


def read_blueprint(text: str) -> Blueprint:
    """Read a blueprint from JSON."""
    try:
        return Blueprint.model_validate(json.loads(text))
    except (ValidationError, ValueError) as error:
        raise UnreadableAnswer(f"the part '# Blueprint' is not a blueprint: {error}") from error


def read_solution(text: str) -> SolutionDraft:
    """Read an answer to `formulate`.

    Raises:
        UnreadableAnswer: no formulation, no program, or an unknown status.
    """
    parts = split_parts(text)
    formulation, program = required(parts, "formulation"), fenced_block(required(parts, "program"))
    word = parts.get("status", "optimal").strip().lower() or "optimal"
    if word not in ("optimal", "infeasible", "unbounded"):
        raise UnreadableAnswer(f"the part '# Status' says {word!r}; it must be optimal, infeasible or unbounded")
    return SolutionDraft(formulation=formulation + "\n", program=program, status=TerminationStatus(word))
