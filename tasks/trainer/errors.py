"""What a user can mend about a training."""


class TrainerError(ValueError):
    """A job that can't be done; the message names the field, its value and the remedy."""
