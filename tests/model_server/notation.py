"""Writes a formulation as most language models would: in LaTeX, which no embedded checker reads."""

import re

SIGNS = {"<=": r"\le", ">=": r"\ge", "==": "=", "sum(": r"\sum(", " for ": r" : ", " in ": r" \in ", " * ": r" \cdot "}


def in_latex(formulation: str) -> str:
    """The same formulation with its expressions in LaTeX."""
    return re.sub(r"`([^`]*)`", lambda found: f"${latex(found[1])}$", formulation)


def latex(expression: str) -> str:
    """One expression."""
    for plain, sign in SIGNS.items():
        expression = expression.replace(plain, sign)
    return re.sub(r"\[([^\]]*)\]", r"_{\1}", expression)
