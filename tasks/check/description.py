"""Checks the words against the formulation: numbers and tables, objective sense, labels, integrality, no answer."""

import re
from collections.abc import Iterable, Iterator

from schemas.formulation import Formulation
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.numbers import number_text
from tasks.check.assignments import swapped
from tasks.check.enumerations import exchanged_in_lists
from tasks.check.finding import Finding, conclude, most_certain, no_reading, unclear
from tasks.check.integrality import integrality
from tasks.check.labels import named, plain
from tasks.check.matching import listed
from tasks.check.quantities import element_labels, understated, unstated, unused
from tasks.check.sense import may_state_a_sense, stated_senses
from tasks.check.singled_out import untold_rule
from tasks.check.subject import Subject
from tasks.check.tables import misread

FEWEST_WORDS = 25
ANSWER = re.compile(
    r"\b(?:optimal (?:solution|value|plan|answer|objective|profit|cost)(?: value)?|optimum|objective value|answer)\b"
    r"[^.?\n]{0,40}?(?:\b(?:is|are|equals|of)\b|[=:])\s*(?:about |\$|€|£|\w+ ?= ?)?-?\d",
    re.IGNORECASE,
)
CODE = re.compile(
    r"```|^\s*(?:import \w+|from [\w.]+ import )"
    r"|\.(?:add\w*|new_\w+_var|\w*Var\w*|setObjective|Objective|Constraint|optimize|[Ss]olve|[Mm](?:ax|in)imize)\(",
    re.MULTILINE,
)


def check(subject: Subject) -> Verdict:
    """Compare a candidate's words with its formulation."""
    statement, formulation = subject.candidate.statement, subject.formulation
    if formulation is None:
        return conclude(subject, CheckerName.description, no_reading(subject))
    found = most_certain(findings(subject, formulation))
    return conclude(subject, CheckerName.description, found, marks(statement))


def findings(subject: Subject, formulation: Formulation) -> Iterator[Finding | None]:
    """All looks, cheap ones first."""
    statement = subject.candidate.statement
    yield length(statement)
    yield leak(subject, formulation)
    yield sense(formulation, statement)
    yield labels(formulation, statement)
    yield numbers_in_words(formulation, statement)
    yield numbers_in_formulation(formulation, statement)
    yield misread(formulation, statement)
    yield swapped(formulation, statement)
    yield exchanged_in_lists(formulation, statement)
    yield untold_rule(formulation, statement)
    yield integrality(formulation, statement)


def marks(statement: str) -> Iterator[str]:
    """Findings that do not reject."""
    if len(stated_senses(statement)) > 1:
        yield "two_senses"


def numbers(values: Iterable[float]) -> str:
    """Some numbers for a sentence."""
    return listed(map(number_text, values), 8)


def length(statement: str) -> Finding | None:
    """Words that are too few to hold a problem."""
    words = len(statement.split())
    if words >= FEWEST_WORDS:
        return None
    return Finding("too_short", f"the statement has {words} words; tell the whole problem in at least {FEWEST_WORDS}")


def leak(subject: Subject, formulation: Formulation) -> Finding | None:
    """Words that give the answer, or code, away."""
    statement = subject.candidate.statement
    if match := CODE.search(statement) or ANSWER.search(statement):
        return Finding("leaked_answer", f"the statement holds {match[0].strip()!r}; leave the solution out")
    objective = subject.solve.objective if subject.solve else None
    if objective is None or not any(round(objective, 6) == value for value in unused(formulation, statement)):
        return None
    return Finding("leaked_answer", f"the statement holds the optimal value {number_text(objective)}; leave it out")


def sense(formulation: Formulation, statement: str) -> Finding | None:
    """The objective's direction, stated and the same."""
    stated, wanted = stated_senses(statement), formulation.objective.sense
    if not stated:
        detail = f"the statement never says what to {wanted.value}; say so in its question"
        return (unclear if may_state_a_sense(statement) else Finding)("no_objective_sense", detail)
    if wanted not in stated:
        found = next(iter(stated)).value
        return Finding("wrong_objective_sense", f"the statement says {found} and the formulation {wanted.value}")
    return None


def labels(formulation: Formulation, statement: str) -> Finding | None:
    """Elements of the sets that the words do not name."""
    text = plain(statement)
    missing = [label for label in sorted(element_labels(formulation)) if not named(label, text)]
    if not missing:
        return None
    return Finding("missing_label", f"the statement does not name {listed(missing, 6)}; name every element of the sets")


def numbers_in_words(formulation: Formulation, statement: str) -> Finding | None:
    """Data that the words lack, or state less often than they occur."""
    if missing := unstated(formulation, statement):
        detail = f"the statement lacks {numbers(missing)} of the formulation; state every number of the data"
        return Finding("missing_number", detail)
    if rare := understated(formulation, statement):
        detail = f"the data have {numbers(rare)} more often than the statement; state each value for its element"
        return Finding("missing_number", detail)
    return None


def numbers_in_formulation(formulation: Formulation, statement: str) -> Finding | None:
    """Numbers of the words that the formulation lacks."""
    unknown = unused(formulation, statement)
    if not unknown:
        return None
    detail = f"the formulation lacks {numbers(unknown)} of the statement; use each number or remove it"
    return Finding("unknown_number", detail)
