"""Turns a user's mistakes into messages: no traceback for what a person can mend."""

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


class UsageError(ValueError):
    """A choice that can't be carried out; the message names the value and the remedy."""


USER_ERRORS = frozenset(
    {
        "AlgebraError",
        "AuditDisagrees",
        "DeployError",
        "EngineMissing",
        "ExportError",
        "ImageError",
        "LakeError",
        "LedgerError",
        "SandboxError",
        "RowsError",
        "SeedsError",
        "ServerError",
        "SpecChanged",
        "TeacherError",
        "TeacherRefused",
        "TooManyAttempts",
        "UpError",
        "TrainingFailed",
        "TrainingRefused",
        "UnsupportedSolver",
        "UsageError",
        "RoundFailed",
        "RoundLost",
        "WorkersError",
    }
)
"""Named, not imported: most commands need few of the modules that they come from."""

MENDABLE = frozenset(
    {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.ENAMETOOLONG,
    }
)
"""What a file system says where the user chose a path that can't be used."""

STOPPED = "optmill: stopped; run the same command again to go on\n"
INTERRUPTED = 130
"""Exit code after Ctrl-C, as in shells."""


@contextmanager
def user_errors() -> Generator[None]:
    """Print a user's mistake as one message and exit with 2; with OPTMILL_TRACEBACK set, raise it."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer ends with it after Ctrl-C, without a word
            sys.stderr.write(STOPPED)
        raise
    except Exception as error:
        message = message_for(error)
        if not message or os.environ.get("OPTMILL_TRACEBACK"):
            raise
        sys.stderr.write(f"optmill: {message}\n")
        sys.exit(2)


def message_for(error: Exception) -> str:
    """What a user is told; empty for an error of ours, whose traceback is wanted."""
    if type(error).__name__ in USER_ERRORS:
        return str(error)
    if isinstance(error, OSError) and error.errno in MENDABLE and error.filename:
        return f"{error.filename} can't be used: {error.strerror}; choose another path, or mend this one"
    return ""
