"""The command line: helps, refuses with a message and exit code 2, and prints JSON for scripts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Optmill
from tests.mill import ROOT

COMMANDS = (
    *("evolve", "campaign", "estimate", "report", "show", "audit", "diff", "solve", "doctor", "seeds", "images"),
    *("calibrate", "diversity", "overlap"),
)
GROUPS = {"seeds": ("check", "list"), "images": ("build", "list", "check")}

PROGRAMS = {
    "copt": """
import coptpy
model = coptpy.Envr().createModel()
x = model.addVar(ub=4, name="x")
model.setObjective(3 * x, coptpy.COPT.MAXIMIZE)
model.solve()
""",
    "pulp": """
import pulp
model = pulp.LpProblem("m", pulp.LpMaximize)
x = pulp.LpVariable("x", 0, 4)
model += 3 * x
model.solve()
""",
    "highs": """
import highspy
model = highspy.Highs()
x = model.addVariable(0, 4)
model.maximize(3 * x)
""",
}


def refused(finished: subprocess.CompletedProcess[str], *words: str) -> bool:
    """Whether a command ended as a user's mistake does, with these words in its message."""
    missing = [word for word in words if word not in finished.stderr + finished.stdout]
    assert not missing, f"{missing} not in {finished.stderr}"
    assert "Traceback" not in finished.stderr
    return finished.returncode == 2


def test_help_lists_every_command(optmill: Optmill):
    finished = optmill("--help")
    assert finished.returncode == 0
    assert all(f" {command} " in finished.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    "command",
    [
        *((name,) for name in COMMANDS if name not in GROUPS),
        *((group, name) for group, names in GROUPS.items() for name in names),
    ],
)
def test_the_help_of_a_command_shows_an_example(optmill: Optmill, command: tuple[str, ...]):
    finished = optmill(*command, "--help")
    assert finished.returncode == 0
    assert f"optmill {' '.join(command)}" in finished.stdout.partition("Example:")[2]


def test_help_waits_for_no_heavy_import():
    command = [sys.executable, "-X", "importtime", "-m", "flows", "--help"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in finished.stderr.splitlines()}
    assert not loaded & {"prefect", "polars", "pyarrow", "litellm", "highspy", "pulp", "coptpy", "matplotlib"}


def test_every_bad_field_of_a_spec_file_is_named_with_its_value(optmill: Optmill, tmp_path: Path):
    spec = tmp_path / "bad.toml"
    spec.write_text('children = -3\nsolver = "abacus"\ncolour = "red"\n[teacher]\nmodel = "oracle"\n')
    finished = optmill("evolve", "--lake", tmp_path / "lake", "--spec", spec)
    assert refused(finished, str(spec), "children", "-3", "solver", "abacus", "colour", "teacher.model", "oracle")
    assert not (tmp_path / "lake").exists()


def test_a_spec_file_that_is_no_toml_is_refused(optmill: Optmill, tmp_path: Path):
    spec = tmp_path / "bad.toml"
    spec.write_text("children: 3\n")
    assert refused(optmill("evolve", "--spec", spec), str(spec), "TOML")


def test_a_missing_spec_file_is_named(optmill: Optmill, tmp_path: Path):
    assert refused(optmill("evolve", "--spec", tmp_path / "none.toml"), str(tmp_path / "none.toml"))


def test_a_bad_flag_is_refused_with_its_value(optmill: Optmill, tmp_path: Path):
    assert refused(optmill("evolve", "--lake", tmp_path / "lake", "--children", "0"), "children", "0")
    assert refused(optmill("evolve", "--solver", "abacus"), "abacus", "copt")


@pytest.mark.parametrize("command", ["report", "audit"])
def test_a_lake_that_is_not_there_is_named(optmill: Optmill, tmp_path: Path, command: str):
    lake = tmp_path / "nowhere"
    assert refused(optmill(command, lake), str(lake))
    assert not lake.exists()


def test_show_and_diff_name_a_lake_that_is_not_there(optmill: Optmill, tmp_path: Path):
    assert refused(optmill("show", "abc", "--lake", tmp_path / "nowhere"), "nowhere")
    assert refused(optmill("diff", tmp_path / "nowhere", tmp_path / "there"), "nowhere")


@pytest.mark.parametrize("command", ["report", "audit"])
def test_a_campaign_that_is_not_there_is_named(optmill: Optmill, evolved: Path, tmp_path: Path, command: str):
    output = ("--output", tmp_path / "page.html") if command == "report" else ()
    assert refused(optmill(command, evolved, "--campaign", "nobodys", *output), "nobodys")


def test_an_unknown_id_is_named(optmill: Optmill, evolved: Path):
    assert refused(optmill("show", "zzzz", "--lake", evolved), "zzzz")


def test_a_bad_seeds_file_runs_nothing_and_names_every_bad_row(optmill: Optmill, tmp_path: Path):
    seeds = tmp_path / "mine.jsonl"
    seeds.write_text('{"statement": "short", "sense": "up"}\nnot json\n')
    finished = optmill("evolve", "--lake", tmp_path / "lake", "--seeds", seeds)
    assert refused(finished, "line 1, statement", "line 1, sense", "line 2, line", "not JSON")
    assert not list((tmp_path / "lake").glob("rounds/**/*.parquet"))


def test_seeds_check_says_the_same_as_json(optmill: Optmill, tmp_path: Path):
    seeds = tmp_path / "mine.jsonl"
    seeds.write_text('{"statement": "short", "sense": "up"}\nnot json\n')
    finished = optmill("seeds", "check", seeds, "--json")
    assert finished.returncode == 2
    told = json.loads(finished.stdout)["problems"]
    assert {(problem["line"], problem["field"]) for problem in told} >= {(1, "statement"), (1, "sense"), (2, "line")}
    assert all(problem["remedy"] for problem in told)


def test_a_seeds_file_that_is_not_there_is_named(optmill: Optmill, tmp_path: Path):
    assert refused(optmill("seeds", "check", tmp_path / "none.jsonl"), str(tmp_path / "none.jsonl"))


@pytest.mark.parametrize("solver", ["copt", "pulp", "highs"])
def test_solve_prints_the_solve_of_one_program(optmill: Optmill, tmp_path: Path, solver: str):
    program = tmp_path / "model.py"
    program.write_text(PROGRAMS[solver])
    finished = optmill("solve", program, "--solver", solver)
    assert finished.returncode == 0, finished.stderr
    solve = json.loads(finished.stdout)
    assert (solve["solver"], solve["status"], solve["objective"]) == (solver, "optimal", 12)


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"# coding: latin-1\n# caf\xe9\n"], ids=["mark", "line"])
def test_a_program_is_read_in_its_own_encoding(optmill: Optmill, tmp_path: Path, start: bytes):
    (tmp_path / "model.py").write_bytes(start + PROGRAMS["copt"].lstrip().encode() + b"print('caf\xc3\xa9')\n")
    solve = json.loads(optmill("solve", tmp_path / "model.py").stdout)
    assert (solve["status"], solve["objective"]) == ("optimal", 12)
    assert solve["stdout"].splitlines()[-1] == (b"caf\xc3\xa9".decode("latin-1" if start[0] == 35 else "utf-8"))


def test_a_program_that_crashes_is_a_status_and_no_failure_of_ours(optmill: Optmill, tmp_path: Path):
    program = tmp_path / "model.py"
    program.write_text("raise ValueError('no such depot')\n")
    finished = optmill("solve", program)
    assert finished.returncode == 0
    solve = json.loads(finished.stdout)
    assert solve["status"] == "crashed"
    assert "no such depot" in solve["error"]


def test_a_program_that_is_not_there_and_a_solver_that_is_none_are_named(optmill: Optmill, tmp_path: Path):
    assert refused(optmill("solve", tmp_path / "none.py"), str(tmp_path / "none.py"))
    program = tmp_path / "model.py"
    program.write_text("pass\n")
    assert refused(optmill("solve", program, "--solver", "cplex"), "cplex")


def test_a_command_that_has_nothing_left_to_do_says_so_in_json(optmill: Optmill, evolved: Path):
    finished = optmill("campaign", "--rounds", "2", "--children", "24", "--lake", evolved, "--json")
    assert finished.returncode == 0, finished.stderr
    told = json.loads(finished.stdout)
    assert told["manifests"] == []
    assert told["ending"]["limit"] == "rounds"
    assert told["ending"]["candidates"] == 48
    assert sum(row["children"] for row in told["survival"] if row["strategy"] == "all") == 48


def test_a_problem_is_shown_with_its_ancestry_as_json(optmill: Optmill, evolved: Path):
    from tasks.lake.lake import Lake

    child = Lake(evolved).candidates("default", accepted=True)[-1]
    finished = optmill("show", child.id, "--lake", evolved, "--json")
    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout)[-1]["id"] == child.id


def test_doctor_and_seeds_list_print_json(optmill: Optmill):
    assert json.loads(optmill("doctor", "--json").stdout)
    assert sum(row["seeds"] for row in json.loads(optmill("seeds", "list", "--json").stdout)) == 260


def test_a_round_whose_world_is_broken_ends_with_a_message_and_is_not_published(optmill: Optmill, tmp_path: Path):
    lake = tmp_path / "lake"
    blocked = lake / "_work" / "campaign=default" / "round=1" / "calls.jsonl"
    blocked.mkdir(parents=True)
    finished = optmill("evolve", "--lake", lake, "--children", "2", "--json")
    assert finished.returncode == 2
    last = finished.stderr.strip().splitlines()[-1]
    assert last.startswith("optmill: 1 of 1 shards failed")
    assert str(blocked) in last
    assert not list(lake.glob("rounds/campaign=default/round=1"))
