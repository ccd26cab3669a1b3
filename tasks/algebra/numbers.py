"""Numbers as people and programs write them, and which are whole."""

from collections.abc import Iterable, Sequence

WHOLE = 1e-9
"""How far a value may be off a whole number by rounding."""


def number_text(value: float) -> str:
    """A number without needless decimals: 40, 2.5, 0.125; never in scientific notation below 1e16."""
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    text = repr(value)
    return f"{value:.12f}".rstrip("0") if "e" in text else text


def grouped_text(value: float) -> str:
    """A number for prose: thousands separated by commas, 12,500 or 1,250.5."""
    text = number_text(value)
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole not in ("-0", "0") else text


def are_whole(values: Sequence[float], places: Iterable[int]) -> bool:
    """Whether the values at these places are whole numbers."""
    return all(abs(values[place] - round(values[place])) < WHOLE for place in places)
