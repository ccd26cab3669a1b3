"""Holds the direction of each constraint against what its own meaning says, such as `at least one of both`."""

import re

from schemas.formulation import Constraint, Formulation, VariableKind
from tasks.check.finding import Finding

LEAST = re.compile(
    r"\b(?:at least|^least (?:\w+ ){0,3}?(?:that|which)"
    r"|no (?:less|fewer) (?:[\w']+ ){0,8}?than|not (?:less|fewer) than|or more|at a minimum"
    r"|not below|(?<!than the )(?:minimum|smallest)|reaches?"
    r"|reached|covers?|covered|meets?|met)\b",
    re.IGNORECASE,
)
MOST = re.compile(
    r"\b(?:at most|^most (?:\w+ ){0,3}?(?:that|which)"
    r"|no more (?:[\w']+ ){0,8}?than|not more than|never more than|or less|or fewer|within|exceeds?|exceed"
    r"|not above|(?:no|not|never|nothing|none) (?:[\w']+ ){0,8}?beyond|(?<!than the )(?:maximum|largest)"
    r"|up to|limited|not both|neither|never both|nothing without|nothing unless|none without"
    r"|only (?:if|when|where|what))\b",
    re.IGNORECASE,
)
SIDES = re.compile("<=|>=")


def turned_row(formulation: Formulation) -> Finding | None:
    """A constraint that says the opposite of its meaning."""
    names = {variable.name for variable in formulation.variables}
    switches = {variable.name for variable in formulation.variables if variable.kind is VariableKind.binary}
    for row in formulation.constraints:
        said, stated = said_direction(row.meaning), stated_direction(row, names, switches)
        if said and stated and said != stated:
            detail = f"{row.name} means {row.meaning!r} and reads {row.expression!r}; turn it, or correct its meaning"
            return Finding("wrong_direction", detail)
    return None


def said_direction(meaning: str) -> str:
    """`>=` or `<=`, where words say one of the two alone; empty otherwise."""
    least, most = bool(LEAST.search(meaning)), bool(MOST.search(meaning))
    return "" if least == most else (">=" if least else "<=")


def stated_direction(row: Constraint, names: set[str], switches: set[str]) -> str:
    """The comparison as seen from the side of the variables, of amounts where switches stand on the other side.

    Empty where both sides, or none, have some.
    """
    found = SIDES.search(row.expression)
    if found is None:
        return ""
    left, right = (names & set(re.findall(r"\w+", side)) for side in SIDES.split(row.expression, maxsplit=1))
    if left and right and (left <= switches) != (right <= switches):
        left, right = left - switches, right - switches
    if bool(left) == bool(right):
        return ""
    return found[0] if left else {"<=": ">=", ">=": "<="}[found[0]]
