"""The private folder of a program: made before it, gone after it, whatever it left there."""

import itertools
import os
import stat
from collections.abc import Iterator


def make(folder: str) -> None:
    """Make an empty folder that only its maker may enter."""
    os.mkdir(folder, 0o700)


def wipe(folder: str) -> None:
    """Remove a folder and all in it.

    Raises:
        OSError: something cannot be removed; the server that owns the folder must then be thrown away.
    """
    _open_up(folder)
    empty(folder)
    os.rmdir(folder)


def empty(folder: str) -> None:
    """Remove all in a folder; links are never followed.

    The children of each subfolder are lifted to the top, so that neither depth nor length of names matters.

    Raises:
        OSError: something cannot be removed; the server that owns the folder must then be thrown away.
    """
    number = itertools.count()
    while names := os.listdir(folder):
        for name in names:
            _remove(folder, os.path.join(folder, name), number)


def _remove(top: str, path: str, number: Iterator[int]) -> None:
    if not stat.S_ISDIR(os.lstat(path).st_mode):
        os.unlink(path)
        return
    _open_up(path)
    for name in os.listdir(path):
        child = os.path.join(path, name)
        if stat.S_ISDIR(os.lstat(child).st_mode):
            _open_up(child)
        os.rename(child, _free_name(top, number))
    os.rmdir(path)


def _free_name(top: str, number: Iterator[int]) -> str:
    """Give a name that does not exist yet; the program may have taken the obvious ones."""
    while os.path.lexists(path := os.path.join(top, f".lifted-{next(number)}")):
        pass
    return path


def _open_up(folder: str) -> None:
    os.chmod(folder, 0o700)
