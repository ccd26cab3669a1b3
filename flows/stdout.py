"""Stdout belongs to what a command prints: a script that reads `--json` must meet nothing else there."""

import os
import sys


def keep_stdout_clean() -> None:
    """Let only this command's own words reach stdout: what a library in C writes there goes to stderr from now on."""
    sys.stdout.flush()
    answers = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = open(answers, "w", encoding=sys.stdout.encoding, closefd=False)  # noqa: SIM115 - as long as we live
