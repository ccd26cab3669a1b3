"""Turns a user's mistakes into messages: no traceback for what a person can mend."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


class UsageError(ValueError):
    """A choice that can't be carried out; the message names the value and the remedy."""


USER_ERRORS = frozenset(
    {
        "AlgebraError",
        "LakeError",
        "LedgerError",
        "SeedsError",
        "ServerError",
        "SpecChanged",
        "UnsupportedSolver",
        "UsageError",
        "RoundFailed",
    }
)
"""Named, not imported: most commands need few of the modules that they come from."""


@contextmanager
def user_errors() -> Generator[None]:
    """Print a user's mistake as one message and exit with 2; with OPTMILL_TRACEBACK set, raise it."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("optmill: stopped; run the same command again to go on\n")
        sys.exit(130)
    except Exception as error:
        if type(error).__name__ not in USER_ERRORS or os.environ.get("OPTMILL_TRACEBACK"):
            raise
        sys.stderr.write(f"optmill: {error}\n")
        sys.exit(2)
