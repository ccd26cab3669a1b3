"""What a user can mend about a training."""

REFUSED = 3
"""Exit code of a trainer that can't do what the job says: trying again would not help."""


class TrainerError(ValueError):
    """A job that can't be done; the message names the field, its value and the remedy."""
