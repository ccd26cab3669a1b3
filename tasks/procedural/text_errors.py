"""Errors in the words: a number that is missing, and trifles that only look like a change."""

import re
from random import Random

from schemas.formulation import Formulation
from tasks.algebra.numbers import grouped_text
from tasks.check.quantities import NEUTRAL, data_numbers, unstated
from tasks.procedural.operators.move import NotApplicable

VAGUE = "some"
CENTS = "0?"
"""The last digit of $1.50, which is the number 1.5."""
SYNONYMS = (
    (" must ", " has to "),
    (" at most ", " no more than "),
    (" at least ", " no less than "),
    (" can ", " is able to "),
    (" wants ", " wishes "),
    (" each ", " every "),
)


def without_number(statement: str, formulation: Formulation, rng: Random) -> str:
    """The statement with one number of the data replaced by a vague word wherever it stands.

    Raises:
        NotApplicable: no number can be taken out.
    """
    numbers = sorted(data_numbers(formulation) - NEUTRAL)
    for value in rng.sample(numbers, len(numbers)):
        text = re.escape(grouped_text(abs(value)))
        vague = re.sub(rf"(?<![\d.,])-?{text}{CENTS if '.' in text else ''}(?![\d%]|[.,]\d)", VAGUE, statement)
        if value in unstated(formulation, vague):
            return vague
    raise NotApplicable("no number can be taken out of the words")


def reworded(statement: str, rng: Random) -> str:
    """The statement with a synonym here or there, or as it is."""
    for old, new in rng.sample(SYNONYMS, rng.randint(0, len(SYNONYMS))):
        statement = statement.replace(old, new, 1)
    return statement
