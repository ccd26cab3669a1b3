"""Which code this is: the version that was released, and the commit where it runs from a checkout."""

import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def code_version() -> str:
    """Version of the package, with the commit where it runs from a checkout."""
    return "+".join(word for word in (released_version(), commit()) if word)


@cache
def released_version() -> str:
    """Version of the package."""
    try:
        return version("optmill")
    except PackageNotFoundError:
        return "unreleased"


def commit() -> str:
    """Commit of the checkout, `-dirty` where files differ from it; empty outside a checkout."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout.strip()  # noqa: S603 - fixed words
    except (OSError, subprocess.TimeoutExpired):
        return ""
