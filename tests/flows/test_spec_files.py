"""A spec file beside flags: what the file says holds unless a flag says otherwise, and the message names the file."""

from pathlib import Path

import pytest

from tests.conftest import Optmill


@pytest.mark.parametrize(
    "command", [("calibrate", "--against", "none"), ("flaws", "a=none"), ("trajectories",)], ids=lambda words: words[0]
)
def test_the_lake_of_a_spec_file_holds_where_no_flag_names_one(
    optmill: Optmill, tmp_path: Path, command: tuple[str, ...]
):
    (tmp_path / "spec.toml").write_text(f'lake = "{tmp_path}/mine"\n')
    finished = optmill(*command, "--spec", tmp_path / "spec.toml")
    assert finished.returncode == 2
    assert f"{tmp_path}/mine" in finished.stderr.replace("\n", "")
