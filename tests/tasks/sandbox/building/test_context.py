"""What an engine is sent depends on the files alone."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from tasks.sandbox.building.context import write_context


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    (folder / "solver").mkdir(parents=True)
    (folder / "solver" / "__init__.py").write_text("version = 1\n")
    (folder / "solver" / "binary").touch(mode=0o700)
    return folder


def context(packages: Path) -> bytes:
    file = io.BytesIO()
    write_context(packages, file)
    return file.read()


def items(packages: Path) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=io.BytesIO(context(packages))) as archive:
        return {item.name: item for item in archive}


def test_it_holds_the_pattern_the_runner_and_the_packages(packages: Path):
    names = items(packages).keys()
    assert {"Dockerfile", "runner/forkserver.py", "runner/__init__.py", "packages/solver/__init__.py"} <= names
    assert not [name for name in names if "__pycache__" in name]


def test_times_and_owners_do_not_matter(packages: Path):
    before = context(packages)
    for path in packages.rglob("*"):
        os.utime(path, (1, 1))
        if os.geteuid() == 0:
            os.chown(path, 1234, 1234)
    assert context(packages) == before


def test_all_may_read_and_only_programs_are_executable(packages: Path):
    found = items(packages)
    assert (found["packages/solver/binary"].mode, found["packages/solver/__init__.py"].mode) == (0o755, 0o644)
