"""How a training fails, as seen from outside."""


class TrainingRefused(ValueError):
    """The trainer can't do what the spec says; another try would not help."""


class TrainingFailed(RuntimeError):
    """The trainer ended without a result; another try goes on from its last checkpoint."""
