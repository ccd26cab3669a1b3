"""A new Prefect database as a copy: migrating an empty one takes longer than all else that a server does to start.

The first server that migrates an empty database leaves a copy of it in the user's cache, by Prefect's version.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path

NAMED = ("PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
"""Variables that place the database elsewhere."""


class FreshDatabase:
    """The database of a server that is about to start in a folder of its own."""

    def __init__(self, home: Path) -> None:
        """Take the server's folder, and look whether it has a database; the folder is made when missing."""
        home.mkdir(parents=True, exist_ok=True)
        self.file, self.kept = home / "prefect.db", cache() / f"prefect-{version('prefect')}.db"
        self.is_ours = not self.file.exists() and not any(os.environ.get(name) for name in NAMED)

    def copy(self) -> None:
        """Put a copy into the folder, where it had no database and there is a copy to be had."""
        if self.is_ours and self.kept.is_file():
            copied = self.file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                shutil.copyfile(self.kept, copied)
                copied.replace(self.file)

    def keep(self) -> None:
        """Copy what the server has just migrated, before anything is recorded in it; a cache that can't be is none."""
        if not self.is_ours or self.kept.exists():
            return
        copied = self.kept.with_suffix(f".{os.getpid()}")
        with suppress(OSError, sqlite3.Error):
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(copied)) as target:
                source.backup(target)
            copied.replace(self.kept)


def cache() -> Path:
    """Where what can be made again is kept for this user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "optmill"
