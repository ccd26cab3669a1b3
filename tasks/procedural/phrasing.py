"""What a template may call to speak of a decision variable as a whole, or of a number in its unit."""

from collections.abc import Callable
from typing import Any

from schemas.blueprint import Blueprint
from tasks.algebra.numbers import grouped_text
from tasks.procedural.general import every_unit, general_amount, label_pattern, one_of_unit, total_amount
from tasks.procedural.units import bare_unit, price_pattern, price_text, time_word


def general_phrases(blueprint: Blueprint) -> dict[str, Callable[..., str]]:
    """The functions that speak of a variable as a whole, or of a number in its unit."""

    def general(name: str, *fixed: Any) -> str:
        return general_amount(blueprint, name, fixed)

    def such(name: str, *fixed: Any) -> str:
        return general_amount(blueprint, name, fixed, "that")

    def total(name: str, *fixed: Any) -> str:
        return total_amount(blueprint, name, fixed)

    def every(name: str) -> str:
        return every_unit(blueprint, name)

    def per(name: str) -> str:
        return one_of_unit(blueprint.phrases[name].unit)

    def measured(value: float, name: str) -> str:
        unit = bare_unit(blueprint.phrases[name])
        return f"{grouped_text(value)} {unit if value != 1 else one_of_unit(unit)}" if unit else grouped_text(value)

    def in_unit(name: str) -> str:
        phrase = blueprint.phrases[name]
        return "" if phrase.unit.split()[0] in phrase.amount.split() else f" (in {phrase.unit})"

    def named(name: str, place: int) -> str:
        return label_pattern(blueprint, name, place)

    def moment(value: float, name: str) -> str:
        return f"{time_word(blueprint.phrases[name])} {grouped_text(value)}"

    def pattern(name: str) -> str:
        return price_pattern(blueprint.phrases[name].unit)

    def priced(value: float, name: str) -> str:
        told = pattern(name)
        return told.format(value=price_text(value) if told.startswith("$") else grouped_text(value))

    return {
        "general": general,
        "such": such,
        "total": total,
        "every": every,
        "per": per,
        "measured": measured,
        "in_unit": in_unit,
        "named": named,
        "moment": moment,
        "price_pattern": pattern,
        "priced": priced,
    }
