"""Prefect's settings: what every server of ours runs with, and what workers run with; the compose file reads the same.

Task runs are recorded in batches: with Prefect's defaults the recorder commits one event a transaction and falls
minutes behind.
"""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
"""Where templates and files of this package lie."""


def read_env(path: Path) -> dict[str, str]:
    """The settings of a file of `NAME=value` lines; what follows a `#` at a line's start is for people."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


SERVER: Final = read_env(FOLDER / "server.env")
"""What every server of ours runs with."""

WORKER: Final = read_env(FOLDER / "worker.env")
"""What a worker and its flow runs run with."""

KINDS: Final = tuple(sorted(path.stem for path in (FOLDER / "pools").glob("*.json")))
"""Templates of work pools that ship: a plain and a GPU one of each type."""
