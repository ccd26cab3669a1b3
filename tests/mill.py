"""The factory as a user meets it: a process of its own, started at the command line in a clean environment."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent


def environment(home: Path, server: str = "") -> dict[str, str]:
    """Ours without any Prefect server or profile that the developer has configured.

    Args:
        home: an empty folder that stands in for Prefect's.
        server: address of a Prefect server; empty: the command starts its own where it needs one.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    named = {"PREFECT_API_URL": server} if server else {}
    return kept | named | {"PREFECT_HOME": str(home), "COLUMNS": "120", "NO_COLOR": "1"}


def start(
    home: Path,
    *arguments: str | Path,
    stdout: IO[bytes] | int = subprocess.DEVNULL,
    stderr: IO[bytes] | int = subprocess.DEVNULL,
    server: str = "",
) -> subprocess.Popen[bytes]:
    """Start a command and return at once; its table goes nowhere.

    Args:
        home: stands in for Prefect's.
        arguments: after `optmill`.
        stdout: a file for its answer.
        stderr: a file for what it says.
        server: address of a Prefect server; empty: its own.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        cwd=ROOT,
        env=environment(home, server),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
    )


def run(home: Path, *arguments: str | Path, seconds: float = 180, server: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command to its end.

    Args:
        home: stands in for Prefect's.
        arguments: after `optmill`.
        seconds: after which it has failed.
        server: address of a Prefect server; empty: its own.
    """
    return subprocess.run(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        cwd=ROOT,
        env=environment(home, server),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
