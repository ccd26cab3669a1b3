"""Reads out of words whether whole numbers are asked for, or parts are allowed.

Explicit words decide; else the question does: "how many trips" asks for whole numbers, "how many litres" and "how much"
do not.
"""

import re

from schemas.formulation import Formulation, VariableKind
from tasks.check.integrality import WHOLE
from tasks.check.variables import MEASURED

PARTS = re.compile(
    r"\b(?:fractional \w+ (?:are|is|may|can|be)|fractions? (?:of \w+ )?(?:are|is|may|can)(?! not)"
    r"|fractions? (?:allowed|included|permitted|of (?:a|an|one))|parts? of (?:a|an|one) \w+ (?:may|can|are|is)(?! not)"
    r"|need not be (?:whole|integer)|any (?:real )?(?:amount|quantity|fraction)|divisible|down to the"
    r"|to the (?:cent|gram|minute|litre|liter)|continuous(?:ly)?|linear programming (?:problem|model)|(?:an|the) LP)\b",
    re.IGNORECASE,
)
HOW_MANY = re.compile(
    r"\bhow many\b(?=[^.?!]*(?:\?|\bshould\b|\bmust\b))([^.?!;:]{0,90})"
    r"|\b(?:determine|decide|find) how many\b([^.?!;:]{0,90})",
    re.IGNORECASE,
)
"""In a question alone: others may know how many units a tin holds."""
UNIT = re.compile(
    rf"{MEASURED.pattern}|\b(?:ounces?|oz|pounds?|lbs?|cups?|servings?|millilit(?:re|er)s?|ml|mg|tablespoons?|teaspoons?"
    r"|barrels?|bushels?|feet|foot|inches|yards?|miles?|kilograms?|units of \w+|percent|minutes?|seconds?|days?|weeks?"
    r"|shares?|parts?|hectares?|cubic \w+|square \w+)\b",
    re.IGNORECASE,
)
MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)


def asked_type(statement: str) -> VariableKind | None:
    """The type that the words force; None where they leave it open."""
    whole, parts = bool(WHOLE.search(statement)), bool(PARTS.search(statement))
    if whole != parts:
        return VariableKind.integer if whole else VariableKind.continuous
    if whole:
        return None
    asked = [match[1] or match[2] for match in HOW_MANY.finditer(statement)]
    if any(not UNIT.search(words) for words in asked):
        return VariableKind.integer
    return VariableKind.continuous if asked or MUCH.search(statement) else None


def is_measured(formulation: Formulation, statement: str) -> bool:
    """Whether every continuous variable is measured in a unit that the words use as well."""
    told = {unit.lower() for unit in UNIT.findall(statement)}
    meanings = [v.meaning for v in formulation.variables if v.kind is VariableKind.continuous]
    return bool(meanings) and all(told & {unit.lower() for unit in UNIT.findall(text)} for text in meanings)
