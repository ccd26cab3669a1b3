"""What can be wrong with a formulation's algebra."""


class AlgebraError(ValueError):
    """A formulation cannot be read or grounded; the message names the part, the text and the remedy."""
