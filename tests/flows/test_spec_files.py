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


@pytest.mark.parametrize(
    ("command", "text", "field"),
    [
        ("evolve", 'seeds = ["mine.jsonl"]', "mine.jsonl'] - Input should be a valid string"),
        ("evolve", "replay = true", "replay: True"),
        ("benchmark", 'sets = "NL4OPT.json"', "sets: 'NL4OPT.json' - Input should be a valid tuple"),
        ("benchmark", "completions = 3", "completions: 3"),
        ("curate", "sets = [5]", "sets.0: 5"),
        ("curate", 'reasoner = "openai/x"', "reasoner: 'openai/x'"),
        ("finetune", 'launch = "two"', "launch: 'two'"),
        ("finetune", "output = 5", "output: 5"),
        ("reinforce", 'reward = "storm"', "reward: 'storm'"),
        ("transfer", 'finetune = "x"', "finetune: 'x'"),
        ("transfer", "reinforce = 3", "reinforce: 3"),
        ("ablate", 'export = "x"', "export: 'x'"),
    ],
)
def test_a_field_of_the_wrong_type_is_named_with_its_file(
    optmill: Optmill, tmp_path: Path, command: str, text: str, field: str
):
    spec = tmp_path / "spec.toml"
    spec.write_text(f"{text}\n")
    finished = optmill(command, *([] if command in ("transfer", "ablate") else ["--spec"]), spec)
    assert finished.returncode == 2
    assert field in finished.stderr and str(spec) in finished.stderr and "Traceback" not in finished.stderr
