"""Compares what words say of whole numbers with the kinds of the decision variables."""

import re

from schemas.formulation import Formulation, VariableKind
from tasks.check.finding import Finding, unclear
from tasks.check.matching import listed

NEGATED = r"(?:cannot|can't|can not|could not|may not|must not|never|not|nor|neither|nobody|no one|no \w+)"
DIVIDED = r"(?:split|splits|divided?|divides|halved?|halves|shared|fractional|cut up|cuts up|broken|breaks? up|partial)"
PART = r"(?:parts?|fractions?|portions?|pieces?|half|halves)"
WHOLE = re.compile(
    r"\b(?:whole|integers?|integral|integrality|indivisible|undivided|discrete|unsplit"
    rf"|{NEGATED}(?: \w+){{0,2}} {DIVIDED}"
    r"|no (?:\w+ )?(?:fractions?|fractional|partial|part|half)|fractions? (?:\w+ ){0,3}(?:not|impossible|make no sense)"
    rf"|{PART} of (?:an?|one|any|the) (?:\w+ ){{1,4}}?(?:not|never|nor|no use|nothing)"
    rf"|(?:no|not|never|nor|without|rather than)(?: \w+){{0,4}} {PART} of (?:an?|one|it|them)"
    r"|in one (?:piece|go|lot)|as a whole|entirely or not at all|without remainders?|by the (?:piece|dozen)"
    r"|not in part|all or nothing|in full only|only complete|complete (?:units|pieces|items))\b",
    re.IGNORECASE,
)
HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
INSISTS = re.compile(r"\b(?:whole (?:number|unit|piece|item)\w*|integers?|integral|indivisible)\b", re.IGNORECASE)


def integrality(formulation: Formulation, statement: str) -> Finding | None:
    """Whole numbers, said where they are meant and meant where they are said."""
    kinds = {variable.kind for variable in formulation.variables}
    if VariableKind.integer in kinds and not WHOLE.search(statement):
        names = listed(v.name for v in formulation.variables if v.kind is VariableKind.integer)
        detail = f"{names} must be integer, but the statement never says whole numbers; say so"
        return (unclear if HOW_MANY.search(statement) else Finding)("integrality_not_stated", detail)
    insists = INSISTS.search(statement)
    if insists is None or kinds != {VariableKind.continuous}:
        return None
    detail = f"the statement says {insists[0]!r}, but every decision variable is continuous; make those integer"
    return Finding("lost_integrality", detail)
