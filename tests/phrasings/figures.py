"""Numbers and units written otherwise; each statement keeps to one hand, as its author would."""

import re
from dataclasses import dataclass
from random import Random

SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
COUNTED = (
    "hours minutes days weeks months tons tonnes boxes pallets containers pieces points units portions trays kilograms "
    "litres people persons patients lunches parcels stewards analysts rooms seats batches samples scenes beams bolts "
    "drums tins views contacts encounters euros dollars cents francs pounds masts stages shops pharmacies hubs "
    "kitchens towns lorries vans tankers trucks proposals measures initiatives presses contracts studios bookings teams"
)
SPELLED = re.compile(rf"(?<=[a-z:,] )([2-9]|1[0-2]) (?=(?:{'|'.join(COUNTED.split())})\b)(?! or less)")
PLACES = re.compile(
    r"\b(?:week|day|month|year|block|shift|leg|night|evening|watch|window|server|table|slot|release|hour|minute|quarter|"
    r"turn|place|bar|step|number|period)\s$",
    re.IGNORECASE,
)
"""Words before a number that names a thing and counts nothing."""
MONEY = re.compile(r"\$(\d+(?:,\d{3})*(?:\.\d+)?)( thousand\b)?")
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]*\.\d)")
ROUND = re.compile(r"(?<![\d.,$£€-])(\d{1,3}(?:,\d{3})*)(?=,000(?![\d,.]*\d)),000")
HALF_ROUND = re.compile(r"(?<![\d.,$£€-])(\d{1,2}),(\d)00(?![\d,.]*\d)(?= [a-z])")
PERCENT = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)%")
SHARES = {"50": "half", "25": "a quarter", "75": "three quarters"}
SHORT = {
    "kilograms": "kg", "kilometres": "km", "hours": "h", "minutes": "min", "megawatt-hours": "MWh", "terabytes": "TB",
    "gigabytes": "GB", "milligrams": "mg", "gigabits per second": "Gbit/s", "square metres": "m²", "decimetres": "dm",
    "cubic metres": "m³",
}  # fmt: skip
LONG = {
    "kg": "kilograms", "km": "kilometres", "MWh": "megawatt-hours", "TB": "terabytes", "kW": "kilowatts",
    "MHz": "megahertz", "Gbit/s": "gigabits per second", "g": "grams",
}  # fmt: skip
AMERICAN = {"litres": "liters", "kilometres": "kilometers", "metres": "meters", "tonnes": "metric tons"}


@dataclass(frozen=True)
class Hand:
    """How an author writes figures."""

    money: str
    grouping: str
    percent: str
    units: dict[str, str]
    spells: bool
    rounds: bool


def drawn_hand(rng: Random) -> Hand:
    """Draw an author."""
    return Hand(
        money=rng.choice(("${}", "${}", "{} dollars", "USD {}", "US${}")),
        grouping=rng.choice((",", ",", "", "", "\u202f")),
        percent=rng.choice(("{}%", "{} %", "{} percent", "{} per cent")),
        units=rng.choice(({}, SHORT, LONG, AMERICAN)),
        spells=rng.random() < 0.5,
        rounds=rng.random() < 0.35,
    )


def rewritten(line: str, hand: Hand, rng: Random) -> str:
    """One line with figures as the hand writes them; a table's cells keep to plain figures."""
    if line.startswith("|"):
        return GROUPED.sub(lambda m: m[0].replace(",", hand.grouping), line)
    line = with_units(line, hand.units)
    line = MONEY.sub(lambda m: hand.money.format(m[1] + (m[2] or "")), line).replace(" 1 dollars", " 1 dollar")
    line = PERCENT.sub(lambda m: share_text(m[1], hand), line)
    if hand.rounds:
        line = ROUND.sub(lambda m: f"{m[1]} thousand", line)
        line = HALF_ROUND.sub(lambda m: f"{m[1]}.{m[2]} thousand" if m[2] != "0" else m[0], line)
    if hand.spells:
        line = SPELLED.sub(lambda m: spelled(m, rng), line)
    return GROUPED.sub(lambda m: m[0].replace(",", hand.grouping), line)


def with_units(line: str, units: dict[str, str]) -> str:
    """Units behind a number in other letters."""
    for old, new in units.items():
        line = re.sub(rf"(?<=\d ){re.escape(old)}\b(?!-)", new, line)
    return line


def share_text(number: str, hand: Hand) -> str:
    """A percentage; `half` where the hand spells."""
    return SHARES[number] if hand.spells and number in SHARES else hand.percent.format(number)


def spelled(match: "re.Match[str]", rng: Random) -> str:
    """A small count in words, a dozen now and then."""
    if PLACES.search(match.string[: match.start()]):
        return match[0]
    number = int(match[1])
    return "a dozen " if number == 12 and rng.random() < 0.5 else f"{SMALL[number]} "
