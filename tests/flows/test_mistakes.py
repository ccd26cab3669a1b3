"""What a new user may do wrong: each mistake is one message with place, value and remedy, and leaves nothing behind."""

import json
from pathlib import Path

import pytest

from flows.errors import message_for
from schemas.solve import SolverName
from tasks.lake.lake import Lake
from tasks.seed_file import SHIPPED
from tests.conftest import Optmill


def told(optmill: Optmill, *arguments: str | Path) -> str:
    """The one message of a command that a user got wrong."""
    finished = optmill(*arguments)
    assert finished.returncode == 2, (finished.stdout, finished.stderr)
    assert "Traceback" not in finished.stderr
    assert not finished.stdout
    return finished.stderr


def test_an_unknown_solver_is_refused_with_those_there_are_before_anything_starts(optmill: Optmill, tmp_path: Path):
    message = told(optmill, "evolve", "--solver", "cplex", "--lake", tmp_path / "lake")
    assert "cplex" in message and all(solver in message for solver in SolverName)
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[strategies]]\nname = "mine"\noperators = { fly = 1 }\n',
            "'fly' is no operator; known are modify_constraint",
        ),
        ('[[strategies]]\nname = "mine"\noperators = { combine = -1 }\n', "the weight of combine is -1"),
        ("[limits]\nwall_seconds = 0\n", "limits.wall_seconds: 0 - Input should be greater than 0"),
        ("kids = 3\n", "kids: 3 - no such field; known are campaign, lake"),
        ("[limits]\nseconds = 3\n", "limits.seconds: 3 - no such field"),
        ("[limits]\nwall_seconds = inf\n", "limits.wall_seconds: inf - Input should be"),
        (
            "[limits]\nmemory_mib = 999_999_999_999_999\n",
            "limits.memory_mib: 999999999999999 - Input should be less than",
        ),
        ("[budget]\nmost_usd = inf\n", "budget.most_usd: inf - Input should be a finite number"),
        *(
            (
                f'[[strategies]]\nname = "mine"\noperators = {{ combine = {weight} }}\n',
                f"strategies.0.operators.combine: {weight} - Input should be a finite number",
            )
            for weight in ("inf", "nan")
        ),
    ],
)
def test_a_bad_field_of_a_spec_is_named_with_what_is_wanted(optmill: Optmill, tmp_path: Path, text: str, said: str):
    spec = tmp_path / "spec.toml"
    spec.write_text(text)
    message = told(optmill, "evolve", "--spec", spec, "--lake", tmp_path / "lake")
    assert said in message and str(spec) in message and "Value error" not in message


def test_a_spec_that_is_a_folder_or_no_text_is_refused(optmill: Optmill, tmp_path: Path):
    assert f"{tmp_path} can't be read as a spec file" in told(optmill, "evolve", "--spec", tmp_path)
    (tmp_path / "spec.toml").write_bytes(b"\xff\xfe")
    assert "can't be read as a spec file" in told(optmill, "evolve", "--spec", tmp_path / "spec.toml")


def test_a_target_that_no_column_holds_is_refused_before_anything_starts(optmill: Optmill, tmp_path: Path):
    asked = ("campaign", "--lake", tmp_path / "lake", "--target", f"{10**20}")
    assert "target: 100000000000000000000 - Input should be less than" in told(optmill, *asked)
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e18"])
def test_a_wall_time_that_is_none_is_refused(optmill: Optmill, tmp_path: Path, seconds: str):
    (tmp_path / "model.py").write_text("pass\n")
    assert "wall_seconds" in told(optmill, "solve", tmp_path / "model.py", f"--wall-seconds={seconds}")


def test_a_lake_that_is_a_file_is_refused(optmill: Optmill, tmp_path: Path):
    (tmp_path / "lake").write_text("mine")
    message = told(optmill, "evolve", "--lake", tmp_path / "lake")
    assert f"{tmp_path / 'lake'} can't be written as a lake" in message and "--lake" in message
    assert (tmp_path / "lake").read_text() == "mine"


def test_a_lake_that_cannot_be_written_is_refused(optmill: Optmill):
    """Even the superuser can't make folders there."""
    assert "/proc/1/lake can't be written as a lake" in told(optmill, "evolve", "--lake", "/proc/1/lake")


def test_a_bad_seeds_file_leaves_no_lake_behind(optmill: Optmill, tmp_path: Path):
    (tmp_path / "mine.jsonl").write_text("not json\n")
    told(optmill, "evolve", "--lake", tmp_path / "lake", "--seeds", tmp_path / "mine.jsonl")
    assert not (tmp_path / "lake").exists()


def test_a_campaign_that_has_seeds_refuses_others(optmill: Optmill, evolved: Path, tmp_path: Path):
    (tmp_path / "three.jsonl").write_text("".join(SHIPPED.read_text().splitlines(keepends=True)[:3]))
    message = told(optmill, "evolve", "--lake", evolved, "--seeds", tmp_path / "three.jsonl")
    assert f"campaign 'default' of {evolved} has 260 seeds (those that ship)" in message
    assert f"{tmp_path / 'three.jsonl'} holds 3 that are not the same" in message
    assert "another --campaign or another --lake" in message
    assert Lake(evolved).published_rounds("default") == (0, 1, 2)


def test_show_says_that_a_lake_is_not_there_and_not_that_an_id_is_wrong(optmill: Optmill, tmp_path: Path):
    assert "holds no published round" in told(optmill, "show", "abc", "--lake", tmp_path / "nowhere")


def test_a_configured_server_that_does_not_answer_is_named(
    optmill: Optmill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    profile = '[profiles.mine]\nPREFECT_API_URL = "http://127.0.0.1:9/api"\n'
    spec = ("evolve", "--lake", tmp_path / "lake", "--children", "2")
    home = tmp_path / "home"
    home.mkdir()
    (home / "profiles.toml").write_text(f'active = "mine"\n{profile}')
    from tests.mill import run

    finished = run(home, *spec)
    assert finished.returncode == 2
    assert "no Prefect server answers at http://127.0.0.1:9/api" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_full_disk_is_the_users_to_mend_and_an_error_of_ours_is_not():
    import errno

    full = OSError(errno.ENOSPC, "No space left on device", "/lake/part-0.parquet")
    assert message_for(full).startswith("/lake/part-0.parquet can't be used: No space left on device")
    assert message_for(ValueError("ours")) == ""
    assert message_for(FileNotFoundError(errno.ENOENT, "gone", "ours")) == ""


def test_words_that_nobody_can_solve_are_refused_before_anything_starts(optmill: Optmill, tmp_path: Path):
    words = "A baker with 40 kg of flour sells loaves at 3 dollars and rolls at 1 dollar; what should she bake?"
    (tmp_path / "mine.json").write_text(json.dumps([{"question": words, "answer": 3}]))
    message = told(optmill, "evolve", "--lake", tmp_path / "lake", "--seeds", tmp_path / "mine.json")
    assert "mine.json: 1 of 1 seeds lack a formulation or a program (rows 1)" in message
    assert "Name a language model as teacher" in message
    assert not (tmp_path / "lake").exists()


def test_a_benchmark_that_is_not_there_is_named_before_anything_starts(optmill: Optmill, tmp_path: Path):
    (tmp_path / "spec.toml").write_text('decontaminate = ["none.json"]\n')
    message = told(optmill, "evolve", "--lake", tmp_path / "lake", "--spec", tmp_path / "spec.toml")
    assert "there is no file" in message and "none.json" in message
    assert not (tmp_path / "lake").exists()


def test_a_kind_of_error_that_is_none_is_refused_with_those_there_are(optmill: Optmill, tmp_path: Path):
    message = told(optmill, "calibrate", "--kind", "fliped_sense", "--lake", tmp_path / "lake")
    assert "'fliped_sense' is no kind of error; known are flipped_sense" in message
    assert not (tmp_path / "lake").exists()


def test_programs_that_are_not_there_are_named_before_anything_is_planted(optmill: Optmill, tmp_path: Path):
    asked = ("--lake", tmp_path / "lake", "--programs", tmp_path / "none.jsonl")
    message = told(optmill, "calibrate", *asked, "--kind", "flipped_sense", "--plants", "1", "--clean", "0")
    assert "none.jsonl" in message
    assert not (tmp_path / "lake").exists()


def test_one_benchmark_alone_overlaps_with_nothing(optmill: Optmill, tmp_path: Path):
    (tmp_path / "mine.jsonl").write_text('{"question": "What should the baker bake?"}\n')
    assert "name another benchmark, or a lake" in told(optmill, "overlap", tmp_path / "mine.jsonl")
