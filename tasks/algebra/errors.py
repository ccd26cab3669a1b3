"""What can be wrong with a formulation's algebra, or with a captured model's text."""


class AlgebraError(ValueError):
    """A formulation or a model cannot be read or grounded; the message names the part, the text and the remedy."""

    reason = "unreadable"
    """Countable."""


class TooLarge(AlgebraError):
    """It is beyond a limit of `tasks/algebra/limits.py`; the message names the limit."""

    reason = "too_large"


class NotLinear(AlgebraError):
    """A captured model holds something that a linear model would silently lose."""

    reason = "not_linear"
