"""Holds the captured model against the words alone: numbers both ways, direction, limits.

This is what is left where a program comes without a formulation, or with one that nobody can read. A number of the
model that the words neither state nor lead to is a fault. One of the words that the model never uses is a fault in
plain prose; in tables and typeset mathematics, where a caption or an index is a number too, nobody can tell.
"""

import re
from collections.abc import Iterator

from schemas.verdict import CheckerName, Verdict
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.numbers import number_text
from tasks.check.derivable import combined, derivable
from tasks.check.finding import Finding, conclude, first, no_capture, unclear
from tasks.check.matching import listed
from tasks.check.mentions import Mention, find_mentions
from tasks.check.quantities import NEUTRAL, data_numbers, same, text_numbers
from tasks.check.sense import stated_senses
from tasks.check.stated_limits import turned_limits
from tasks.check.subject import Subject
from tasks.second_opinion.numbers import numbers

TYPESET = re.compile(r"[\\$][a-zA-Z({]|\$\$|\||\btable\b", re.IGNORECASE)
ATTACHED = re.compile(r"^[-\u2010-\u2015]\w|^\s*[A-Z][a-z]+")
NUMBERED = re.compile(r"(?:(?<![.?!:]\s)(?<!^)\b[A-Z][a-z]+|\btable)\s*$")
"""What is numbered, as in `Property 4`."""
FEWEST = 2
"""Numbers that words must state for their numbers to say anything."""


def check(subject: Subject) -> Verdict:
    """Compare the words with the program's model; numbers of the formulation that it builds were by `description`."""
    model = subject.model
    if model is None:
        return conclude(subject, CheckerName.coverage, no_capture(subject))
    return conclude(subject, CheckerName.coverage, first(findings(subject, model)))


def findings(subject: Subject, model: LinearModel) -> Iterator[Finding | None]:
    """All looks, cheap ones first."""
    statement = subject.candidate.statement
    yield wrong_sense(model, statement)
    yield wrong_way(model, statement)
    if not subject.agrees and len(set(map(same, text_numbers(statement))) - NEUTRAL) >= FEWEST:
        yield foreign_number(subject, model)
        yield unused_number(model, statement)


def wrong_sense(model: LinearModel, statement: str) -> Finding | None:
    """The words ask for the other direction; a model that turns its objective's sign as well means the same."""
    stated, costs = stated_senses(statement), [column.cost for column in model.columns if column.cost]
    if len(stated) != 1 or model.sense in stated or not costs or all(cost < 0 for cost in costs):
        return None
    wanted = next(iter(stated)).value
    return Finding("wrong_objective_sense", f"the words say {wanted}, the program {model.sense.value}s; turn it")


def wrong_way(model: LinearModel, statement: str) -> Finding | None:
    """A limit of the words that the model holds the other way round."""
    for value, is_least in turned_limits(model, statement):
        said, held = ("at least", "at most") if is_least else ("at most", "at least")
        detail = f"the words say {said} {number_text(value)}, the program {held} {number_text(value)}; turn the row"
        return Finding("wrong_direction", detail)
    return None


def foreign_number(subject: Subject, model: LinearModel) -> Finding | None:
    """Numbers of the model that neither words nor formulation lead to."""
    known = derivable(subject.candidate.statement)
    if subject.formulation is not None and subject.grounded is not None:
        known |= frozenset(map(same, data_numbers(subject.formulation))) | numbers(subject.grounded)
    strange = sorted(value for value in numbers(model) if value not in known)
    if not strange:
        return None
    shown = listed(map(number_text, strange), 6)
    return Finding("foreign_number", f"the words neither state nor lead to {shown} of the program; correct the numbers")


def unused_number(model: LinearModel, statement: str) -> Finding | None:
    """Numbers of the words that nothing in the model comes from."""
    own, stated = numbers(model), set(map(same, text_numbers(statement)))
    idle = [m for m in find_mentions(statement) if is_data(m, statement) and not is_used(m, own, stated)]
    if not idle:
        return None
    detail = f"the program uses {listed((number_text(m.readings[0]) for m in idle), 6)} of the words nowhere"
    if TYPESET.search(statement):
        return unclear("unused_number", detail)
    return Finding("unused_number", f"{detail}; a constraint or a term is missing")


def is_data(mention: Mention, statement: str) -> bool:
    """Whether a number may be data: in digits, no 0 or 1, no part of a name (`a 4-wheeler`, `Table 3`)."""
    named = mention.free or mention.spelled or bool(ATTACHED.match(statement[mention.end : mention.end + 12]))
    named = named or bool(NUMBERED.search(statement[: mention.start]))
    return not named and not any(same(value) in NEUTRAL for value in mention.readings)


def is_used(mention: Mention, own: set[float], stated: set[float]) -> bool:
    """Whether a number stands in the model, or one of the model's numbers comes from it and another one."""
    for value in map(same, mention.readings):
        if value in own or {same(1 - value), same(1 + value), same(value / 100)} & own:
            return True
        pairs = ((value, other) for other in stated | {100.0, 60.0})
        if any({same(n) for n in (*combined(a, b), *combined(b, a))[1:] if n not in (a, b)} & own for a, b in pairs):
            return True
    return False
