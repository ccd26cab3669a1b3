"""A scoring rule: when an answer counts as the label's."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen

DEFAULT_RULE = "relative-1e-4"


class Flip(StrEnum):
    """Whether, and how, an answer of the other variable type is accepted."""

    none = "none"
    model = "model"
    """The captured model is solved again, its integer variables continuous; or integer, where it has none."""
    source = "source"
    """The program runs again, the variable types that its text names swapped."""


class Rule(Frozen):
    """When an objective value is close enough to a label's value: any of the tests that the rule has must pass.

    The relative test is |objective - label| <= relative * (|label| + beside); where that is relative to nothing (label
    0, `beside` 0) `relative` bounds the objective itself.
    """

    name: str
    relative: float = Field(ge=0)
    beside: float = Field(default=0.0, ge=0)
    """Added to the label's size, so that small labels are not held to nothing."""
    absolute: float = Field(default=0.0, ge=0)
    """A difference below this is none; 0: no such test."""
    rounds: bool = False
    """Whether both are rounded to whole numbers first."""
    by_decimals: bool = False
    """Whether a difference below one unit of the label's last digit, of the second one at least, is none."""
    flip: Flip = Flip.none
    printed: bool = False
    """Whether its papers scored what the program prints."""
    source: str
    """Who scores so, and where it is written."""
