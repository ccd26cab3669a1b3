"""Reads a teacher's answer into what was asked for; tolerant of its dress (`parts.py`), strict in what it accepts.

    # Problem / # Changes / # Blueprint          an answer to mutate
    # Status / # Formulation / # Program         an answer to formulate
    # Status / # Program                         an independent program
    # Verdict / # Errors                         a judge's answer
    # Decisions / # Objective / # Limits         a program told in words
    # Verdict / # Differences                    two tellings of a problem compared

What can't be read is `UnreadableAnswer`, which says what is missing, so that the teacher can be asked again with the
reason.
"""

import json
import re
from dataclasses import dataclass

from pydantic import ValidationError

from schemas.blueprint import Blueprint
from schemas.frozen import Frozen
from schemas.solve import TerminationStatus
from schemas.verdict import Outcome
from tasks.teacher.parts import Parts, UnreadableAnswer, fenced_block, find_parts

__all__ = ["Declined", "UnreadableAnswer"]

OUTCOMES = ("optimal", "infeasible", "unbounded")
NO_ERRORS = re.compile(r"^(?:none|no (?:errors?|differences?)(?: (?:were )?found)?|n/?a|nothing|-)\.?$", re.IGNORECASE)
TOLD = ("decisions", "objective", "limits")
"""Parts of a program that is told in words."""
BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")


class Declined(UnreadableAnswer):
    """The teacher says that it can't do what was asked; the message is its reason."""


class ProblemDraft(Frozen):
    """What an answer to `mutate` holds."""

    statement: str
    changes: str = ""
    blueprint: Blueprint | None = None


class SolutionDraft(Frozen):
    """What an answer to `formulate` or `program` holds."""

    formulation: str = ""
    program: str
    status: TerminationStatus = TerminationStatus.optimal


class Description(Frozen):
    """What an answer to `describe` holds."""

    text: str
    """The parts under level-two headings."""


class Judgement(Frozen):
    """What a judge's answer holds."""

    outcome: Outcome
    errors: tuple[str, ...] = ()
    """A sentence each; none unless it failed."""


def required(parts: Parts, name: str) -> str:
    """A part that must be there and not be empty."""
    if not parts.get(name):
        raise UnreadableAnswer(f"the answer has no part '# {name.capitalize()}'")
    return parts[name]


def read_problem(text: str, blueprints: bool = False) -> ProblemDraft:
    """Read an answer to `mutate`.

    Args:
        text: the completion.
        blueprints: whether this teacher's blueprints are believed: the procedural teacher's are.

    Raises:
        Declined: the teacher refuses, under the heading `# Declined`.
        UnreadableAnswer: no problem, or a blueprint that is not one.
    """
    parts = find_parts(text, ("problem", "changes", "blueprint", "declined"))
    refuse_declined(parts)
    statement = required(parts, "problem")
    blueprint = read_blueprint(fenced_block(parts["blueprint"])) if blueprints and parts.get("blueprint") else None
    return ProblemDraft(statement=statement, changes=parts.get("changes", ""), blueprint=blueprint)


def refuse_declined(parts: Parts) -> None:
    """Raise where the teacher declines and gives nothing else."""
    if parts.get("declined") and not parts.get("problem") and not parts.get("program"):
        raise Declined(parts["declined"])


def read_blueprint(text: str) -> Blueprint:
    """Read a blueprint from JSON."""
    try:
        return Blueprint.model_validate(json.loads(text))
    except (ValidationError, ValueError) as error:
        raise UnreadableAnswer(f"the part '# Blueprint' is not a blueprint: {error}") from error


def read_solution(text: str, formulation: bool = True) -> SolutionDraft:
    """Read an answer to `formulate`, or to `program`, which has no formulation.

    Args:
        text: the completion.
        formulation: whether it must have one.

    Raises:
        Declined: the teacher refuses, under the heading `# Declined`.
        UnreadableAnswer: no formulation, no program, or an unknown status.
    """
    names = ("status", "formulation", "program", "declined")
    parts = find_parts(text, names if formulation else tuple(name for name in names if name != "formulation"))
    refuse_declined(parts)
    model = required(parts, "formulation") + "\n" if formulation else ""
    program = fenced_block(required(parts, "program"))
    if not program.strip():
        raise UnreadableAnswer("the part '# Program' is empty; give the whole program in a fenced block")
    return SolutionDraft(formulation=model, program=program, status=read_status(parts))


def read_status(parts: Parts) -> TerminationStatus:
    """The declared outcome; optimal where nothing is declared."""
    word = plain_word(parts.get("status", "")) or "optimal"
    if word not in OUTCOMES:
        raise UnreadableAnswer(f"the part '# Status' says {word[:60]!r}; it must be {', '.join(OUTCOMES)}")
    return TerminationStatus(word)


def plain_word(part: str) -> str:
    """A part that should be one word, without marks around it."""
    return part.strip().strip("*_`'\".").strip().lower()


def read_description(text: str) -> Description:
    """Read an answer to `describe`.

    Raises:
        Declined: the teacher refuses, under the heading `# Declined`.
        UnreadableAnswer: decisions, objective or limits are missing.
    """
    parts = find_parts(text, (*TOLD, "declined"))
    refuse_declined(parts)
    return Description(text="\n\n".join(f"## {name.capitalize()}\n\n{required(parts, name)}" for name in TOLD))


@dataclass(frozen=True)
class Ballot:
    """How a verdict is worded."""

    passed: str
    failed: str
    findings: str
    """Part that lists what was found."""
    one: str
    """One of these, with its article."""

    def outcome(self, word: str) -> Outcome:
        """What a word stands for; UnreadableAnswer where it is none of them."""
        words = {self.passed: Outcome.passed, self.failed: Outcome.failed}
        found = words.get(word, Outcome.abstained if word in ("unclear", "abstained") else None)
        if found is None:
            said = f"{self.passed}, {self.failed} or unclear"
            raise UnreadableAnswer(f"the part '# Verdict' says {word[:60]!r}; it must be {said}")
        return found


JUDGED = Ballot("passed", "failed", "errors", "an error")
COMPARED = Ballot("same", "differs", "differences", "a difference")


def read_judgement(text: str, ballot: Ballot = JUDGED) -> Judgement:
    """Read a judge's answer; only an explicit verdict counts, and one that contradicts itself is none.

    Args:
        text: the completion.
        ballot: the words of a verdict.

    Raises:
        UnreadableAnswer: no verdict, an unknown one, passed with errors, or failed without any.
    """
    parts = find_parts(text, ("verdict", ballot.findings))
    outcome = ballot.outcome(plain_word(required(parts, "verdict")))
    found = read_errors(parts.get(ballot.findings, ""))
    if outcome is Outcome.passed and found:
        named = f"{ballot.one} is named ({found[0][:200]})"
        raise UnreadableAnswer(f"the verdict is {ballot.passed}, and {named}; say which holds")
    if outcome is Outcome.failed and not found:
        named, each = f"'# {ballot.findings.capitalize()}' names none", ballot.one.split()[-1]
        raise UnreadableAnswer(f"the verdict is {ballot.failed}, and {named}; name each {each} in a sentence")
    return Judgement(outcome=outcome, errors=found if outcome is Outcome.failed else ())


def read_errors(part: str) -> tuple[str, ...]:
    """The errors of a list, a line each; lines that carry an error on are joined to it."""
    errors: list[str] = []
    for line in part.split("\n"):
        if BULLET.match(line) or not errors:
            errors.append(BULLET.sub("", line).strip())
        else:
            errors[-1] = f"{errors[-1]} {line.strip()}".strip()
    return tuple(error for error in errors if error and not NO_ERRORS.match(error))
