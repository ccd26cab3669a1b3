"""The packages of an image, put together on this machine for the base's Python: its build needs no network.

The user's own pip fetches them, so that any index works that pip is set up for.
"""

import fnmatch
import os
import subprocess
import sys
from pathlib import Path

from schemas.image import Base
from schemas.solve import SolverName
from tasks.sandbox.errors import ImageError
from tasks.sandbox.image_source import LEFT_OUT, requirements_file

OLDEST_GLIBC = 5
"""The minor version that the oldest wheels name: manylinux1 is glibc 2.5."""
OLD_NAMES = ("manylinux2014", "manylinux2010", "manylinux1")
SECONDS = 1800


def install_packages(solver: SolverName, base: Base, folder: Path) -> None:
    """Put the pinned packages of a solver into a folder, without what no program needs.

    Raises:
        ImageError: pip can't be run, or finds no package that fits the base.
    """
    command = [sys.executable, "-m", "pip", "install", *_how(folder), *_for_base(base)]
    try:
        done = subprocess.run(
            [*command, "--requirement", str(requirements_file(solver))],
            env=os.environ | {"PIP_USER": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImageError(f"pip did not fetch the packages of {solver.value} within {SECONDS} s") from error
    if done.returncode:
        raise ImageError(_trouble(solver, base, done.stderr))
    leave_out(folder, base.machine)


def leave_out(folder: Path, machine: str) -> None:
    """Remove the files that `left_out.txt` names, and the folders that are empty then."""
    rules = [line.split() for line in LEFT_OUT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    patterns = [rule[0] for rule in rules if rule[1:] in ([], [machine])]
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif is_left_out(path.relative_to(folder).as_posix(), patterns):
            path.unlink()


def is_left_out(name: str, patterns: list[str]) -> bool:
    """Whether the last pattern that fits a file leaves it out."""
    fitting = [pattern for pattern in patterns if fnmatch.fnmatchcase(name, pattern.removeprefix("!"))]
    return bool(fitting) and not fitting[-1].startswith("!")


def _how(folder: Path) -> list[str]:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-compile"]
    # All packages are pinned, so that nothing is resolved; and nothing of them runs here.
    return [*quiet, "--no-deps", "--only-binary=:all:", "--target", str(folder)]


def _for_base(base: Base) -> list[str]:
    versions = [f"manylinux_2_{minor}" for minor in range(base.glibc, OLDEST_GLIBC - 1, -1)]
    platforms = [f"--platform={name}_{base.machine}" for name in (*versions, *OLD_NAMES)]
    return ["--implementation=cp", f"--python-version={base.python}", *platforms]


def _trouble(solver: SolverName, base: Base, said: str) -> str:
    if "No module named pip" in said:
        return f"{sys.executable} has no pip, which fetches the packages: run `{sys.executable} -m ensurepip`"
    errors = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
    target = f"Python {base.python} on {base.machine} with glibc 2.{base.glibc}, as the base {base.name} has it"
    last = "\n".join(errors[-3:])
    return f"pip can't fetch the packages of {solver.value} for {target}; can it reach its index?\n{last}"
