"""An image holds what its programs need, and nothing that they do not."""

from pathlib import Path

import pytest

from schemas.image import Base
from schemas.solve import SolverName
from tasks.sandbox.building.packages import install_packages, is_left_out, leave_out
from tasks.sandbox.errors import ImageError

BASE = Base(name="debian", id="sha256:0", python="3.12", machine="x86_64", glibc=36)


def test_the_last_pattern_that_fits_decides():
    patterns = ["*/tests/*", "!numpy/_core/tests/_natype.py"]
    assert is_left_out("numpy/_core/tests/test_half.py", patterns)
    assert not is_left_out("numpy/_core/tests/_natype.py", patterns)
    assert not is_left_out("numpy/_core/half.py", patterns)


@pytest.mark.parametrize(("machine", "kept"), [("x86_64", "i64"), ("aarch64", "arm64")])
def test_only_the_cbc_of_the_bases_processor_stays(tmp_path: Path, machine: str, kept: str):
    for processor in ("i64", "arm64", "i32"):
        binary = tmp_path / "pulp/solverdir/cbc/linux" / processor / "cbc"
        binary.parent.mkdir(parents=True)
        binary.touch()
    leave_out(tmp_path, machine)
    assert [path.name for path in (tmp_path / "pulp/solverdir/cbc/linux").iterdir()] == [kept]


def test_folders_that_are_empty_then_go_too(tmp_path: Path):
    (tmp_path / "pandas/tests/io").mkdir(parents=True)
    (tmp_path / "pandas/tests/io/test_csv.py").touch()
    (tmp_path / "pandas/io.py").touch()
    leave_out(tmp_path, "x86_64")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["pandas", "pandas/io.py"]


def test_a_package_that_cannot_be_fetched_is_told_with_the_base_that_it_was_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(ImageError, match=r"packages of highs for Python 3.12 on x86_64 with glibc 2.36") as caught:
        install_packages(SolverName.highs, BASE, tmp_path / "packages")
    assert "highspy==" in str(caught.value)
