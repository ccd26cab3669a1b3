"""What a command does before its flow begins."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.running import require_inputs
from schemas.spec import EvolveSpec


def test_a_lake_by_its_file_address_is_the_folder_of_that_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    require_inputs(EvolveSpec(lake=f"file://{tmp_path}/lake"))
    assert (tmp_path / "lake").is_dir()
    assert not list(here.iterdir()), "nothing is left where the command was started"
    (tmp_path / "mine").write_text("no folder")
    with pytest.raises(UsageError, match="can't be written as a lake"):
        require_inputs(EvolveSpec(lake=f"file://{tmp_path}/mine"))
