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
OTHER_UNITS = (
    ("hours", "minutes"),
    ("minutes", "hours"),
    ("kilograms", "grams"),
    ("grams", "kilograms"),
    ("tons", "kilograms"),
    ("tonnes", "kilograms"),
    ("litres", "millilitres"),
    ("liters", "milliliters"),
    ("metres", "kilometres"),
    ("kilometres", "metres"),
    ("days", "weeks"),
    ("weeks", "days"),
    ("dollars", "cents"),
)
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


def contradicted(statement: str, formulation: Formulation, rng: Random) -> str:
    """The statement with one of its sentences said again, a number of the data being another one.

    Raises:
        NotApplicable: no sentence states a number of the data.
    """
    numbers = sorted(data_numbers(formulation) - NEUTRAL)
    for value in rng.sample(numbers, len(numbers)):
        text = grouped_text(abs(value))
        for sentence in re.split(r"(?<=[.!])\s+", statement):
            if "|" not in sentence and (match := re.search(rf"(?<![\d.,]){re.escape(text)}(?![\d%]|[.,]\d)", sentence)):
                other = grouped_text(round(abs(value) * 1.3 + 7, 2))
                again = f"{sentence[: match.start()]}{other}{sentence[match.end() :]}"
                return statement.replace(sentence, f"{sentence} {again}", 1)
    raise NotApplicable("no sentence states a number of the data")


def other_unit(statement: str, rng: Random) -> str:
    """The statement with one unit exchanged for another one.

    Raises:
        NotApplicable: it names no unit that has another.
    """
    there = [pair for pair in OTHER_UNITS if re.search(rf"\b{pair[0]}\b", statement)]
    if not there:
        raise NotApplicable("the words name no unit that could be another one")
    old, new = rng.choice(there)
    places = list(re.finditer(rf"\b{old}\b", statement))
    place = rng.choice(places)
    return statement[: place.start()] + new + statement[place.end() :]
