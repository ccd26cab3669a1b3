"""Two elements that have each other's number, in many ways of telling the same data."""

import re

import pytest

from tasks.algebra.text import parse_formulation
from tasks.check.enumerations import exchanged_in_lists
from tasks.check.tables import misread
from tests.tasks.check.ferries import FERRIES

SAILS = "The boats Anna, Bertha and Clara-Ann sail to Dover, Hull and Leith.\n\n"
TABLE = "| On duty | Day 1 | Day 2 | Day 3 |\n|---|---|---|---|\n| sailors | 14 | 11 | 17 |\n"
APART = (
    "Anna and Bertha are 6 metres apart, Anna and Clara-Ann are 8 apart and the Bertha and the Clara-Ann are 9 apart."
)
ROWS = "Fares:\n\n- the Anna asks 31, 28 and 44\n- the Bertha asks 36, 27 and 52\n- the Clara-Ann asks 25, 33 and 48"
DOLLARS = "In that order, Anna asks US$31, US$28 and US$44; Bertha US$36, US$27, US$52; Clara-Ann US$25, US$33, US$48."
TOLD = [
    ("14", "11", "Sailors on duty: 14 on day 1, 11 on day 2 and 17 on day 3."),
    ("14", "11", "On duty are 14 sailors on the first day, 11 on the second and 17 on the third."),
    ("14", "11", "Over the three days, 14, 11 and 17 sailors are on duty."),
    ("14", "11", "On duty are 14 if Anna sails on day 1, 11 if Anna sails on day 2 and 17 if Anna sails on day 3."),
    ("14", "11", TABLE),
    ("12", "19", "A trip takes Anna, Bertha and Clara-Ann 12 litres, 19 litres and 7 litres respectively."),
    ("12", "19", "The Anna burns 12 litres. The Bertha burns 19 litres. The Clara-Ann burns 7 litres."),
    ("12", "19", "Litres:\nAnna: 12 a trip\nBertha: 19 a trip\nClara-Ann: 7 a trip"),
    ("6", "8", APART),
    ("31", "36", ROWS),
    ("31", "36", DOLLARS),
]


def exchanged(text: str, left: str, right: str) -> str:
    """A text with two numbers in each other's place."""
    return re.sub(
        rf"(?<!\w)(?:{left}|{right})(?!\w)|(?<=\$)(?:{left}|{right})(?!\w)",
        lambda m: right if m[0] == left else left,
        text,
    )


@pytest.mark.parametrize(("left", "right", "told"), TOLD)
def test_each_way_of_telling_shows_a_swap_and_nothing_else(left: str, right: str, told: str):
    formulation = parse_formulation(FERRIES)
    honest, wrong = SAILS + told, SAILS + exchanged(told, left, right)
    assert exchanged_in_lists(formulation, honest) is None
    assert misread(formulation, honest) is None
    assert exchanged_in_lists(formulation, wrong) or misread(formulation, wrong)


def test_a_column_of_two_is_held_against_what_its_head_speaks_of():
    text = FERRIES.replace('["Anna", "Bertha", "Clara-Ann"]`: boats', '["Anna", "Bertha"]`: boats')
    text = re.sub(r', "Clara-Ann": 7|, \("(?:Anna|Bertha)", "Clara-Ann"\)(?:: \d)?', "", text)
    text = re.sub(r', \\?\n?\("Clara-Ann".*?\}', "}", text, flags=re.DOTALL)
    table = "| Boat | {head} |\n|---|---|\n| Anna | 19 |\n| Bertha | 12 |\n"
    assert misread(parse_formulation(text), table.format(head="Litres a trip"))
    assert misread(parse_formulation(text), table.format(head="Age")) is None
