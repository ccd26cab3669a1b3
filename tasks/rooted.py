"""Paths as seen from the root."""

import os
from pathlib import Path


def rooted(path: str | Path) -> Path:
    """A path as seen from the root; where nobody else has, `~` becomes the home folder."""
    return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111 - Path's own fails where no such user is
