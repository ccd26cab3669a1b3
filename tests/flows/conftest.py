"""What tests of flows share beside all else: a trainer that is warm."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.warm_trainer import warm_trainer


@pytest.fixture(scope="session")
def warm_interpreter() -> Iterator[Path]:
    """A trainer's interpreter that has imported what trainings need; one process serves all tests."""
    with TemporaryDirectory() as short, warm_trainer(Path(short)) as interpreter:
        yield interpreter


@pytest.fixture
def warm(warm_interpreter: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and this test's trainings run there."""
    monkeypatch.setenv("OPTMILL_TRAINER", str(warm_interpreter))
    return warm_interpreter
