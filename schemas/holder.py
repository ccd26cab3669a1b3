"""Who holds a round."""

from pydantic import Field

from schemas.frozen import Frozen


class Holder(Frozen):
    """The process that a round belongs to while it is in the making; others may work for it."""

    process: int
    """Its id on that machine."""
    host: str = ""
    """Name of that machine."""
    run: str = ""
    """The flow run, and which attempt of it, that others work for; empty outside flows."""
    workers: int = Field(default=1, ge=1)
    """Processes that share the work, and with it the limits of teachers and solvers."""
    folder: str = ""
    """Folder that the spec's relative paths start from."""
