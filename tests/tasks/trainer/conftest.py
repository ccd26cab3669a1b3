"""One exported set and one tiny model for all tests of a worker; without the train extra, these tests are skipped."""

import json
from pathlib import Path

import pytest

from tasks.export.making import make_export
from tests.tasks.export.exports import export_of, make_lake

pytest.importorskip("trl", reason="the train extra is not installed")


@pytest.fixture(scope="session")
def small_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export for trainers: the shortest problems, all of them evolved from seeds."""
    folder = tmp_path_factory.mktemp("training")
    lake = make_lake(folder)
    make_export(export_of(lake, folder / "set", where="words < 240", forms=["trl", "messages"], files=["parquet"]))
    return folder / "set"


@pytest.fixture(scope="session")
def tiny_model(small_set: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, its tokenizer made of the set's words."""
    import polars

    from tests.tasks.trainer.tiny import make_model

    rows = polars.read_parquet(small_set / "messages" / "train.parquet")["messages"].to_list()
    return make_model(tmp_path_factory.mktemp("tiny"), [json.dumps(row) for row in rows])
