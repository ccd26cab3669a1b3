"""Rows that a callback adds while a solver is at work: the answer rests on them, and no captured model holds them."""

from .frames import Message


class LazyRows:
    """Notes whether the call that runs was given any."""

    def __init__(self) -> None:
        """Begin with none."""
        self.added = False

    def told(self) -> Message:
        """Give the captured model up where it lacks rows: it would belie an honest answer."""
        return {"mps": None} if self.added else {}
