"""Prints numbers as people and programs write them."""


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
