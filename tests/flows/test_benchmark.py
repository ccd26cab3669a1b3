"""`optmill benchmark` as a user meets it: recorded completions, a model over HTTP with samples, kills, mistakes."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import polars
import pytest

from flows.prefect_server import OwnServer
from tasks.lake.benchmark_partition import published_runs, read_manifest, read_rollouts, read_scores
from tasks.lake.lake import Lake
from tasks.seed_file import read_seeds
from tests.conftest import Optmill
from tests.mill import start
from tests.model_server.client import RunningServer
from tests.red_team_cases import ATTACKS_FOR_FLOWS, Attack


def rows_of(attacks: list[Attack]) -> list[dict[str, Any]]:
    return [attack.row() for attack in attacks]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def scored(optmill: Optmill, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A lake with one run of recorded completions, its lines, and what the command said."""
    folder = tmp_path_factory.mktemp("benchmark")
    file, out = write(folder / "answers.jsonl", rows_of(ATTACKS_FOR_FLOWS)), folder / "out.jsonl"
    asked = ("--completions", file, "--solver", "copt", "--rule", "relative-1e-4", "--json", out, "--matrix")
    finished = optmill("benchmark", *asked, "--lake", folder / "lake")
    assert finished.returncode == 0, finished.stderr
    return folder / "lake", out, finished.stderr


def test_a_line_an_item_says_status_objective_label_verdict_and_reason(scored: tuple[Path, Path, str]):
    found = {line["id"]: line for line in lines(scored[1])}
    assert list(found) == [attack.name for attack in ATTACKS_FOR_FLOWS]
    assert found["honest_model"] == {
        "id": "honest_model",
        "status": "optimal",
        "objective": 575.0,
        "label": 575.0,
        "correct": True,
        "reason": "optimal_value",
    }
    assert found["honest_conflict"]["label"] == "no_solution" and found["honest_conflict"]["correct"]
    assert [name for name, line in found.items() if line["correct"]] == ["honest_conflict", "honest_model"]
    assert found["prints_the_answer"] | {"status": "no_model", "objective": None} == found["prints_the_answer"]


def test_the_matrix_the_ends_and_the_report_are_told(scored: tuple[Path, Path, str]):
    said = scored[2]
    for words in ("Right answers by rule", "relative-1e-4 *", "optmath-paper", "worked_out", "Report:"):
        assert words in said
    assert (scored[0] / "benchmarks.html").is_file()


def test_rollouts_and_scores_are_rows_of_the_lake(scored: tuple[Path, Path, str]):
    lake = Lake(scored[0])
    (run,) = published_runs(lake)
    manifest, rollouts, scores = read_manifest(lake, run), read_rollouts(lake, run), read_scores(lake, run)
    assert manifest.rollouts == len(rollouts) == len(ATTACKS_FOR_FLOWS)
    assert len(scores) == 12 * len(rollouts) and len(manifest.sets[0].checksum) == 64
    read = polars.read_parquet(scored[0] / "scores" / "**" / "*.parquet", hive_partitioning=True)
    assert read.filter(polars.col("correct") & (polars.col("rule") == "relative-1e-4")).height == 2


def test_the_same_command_again_runs_nothing_and_says_the_same(scored: tuple[Path, Path, str], optmill: Optmill):
    lake, out, _ = scored
    before, again = lines(out), out.with_name("again.jsonl")
    asked = ("--completions", out.parent / "answers.jsonl", "--solver", "copt", "--matrix", "--json", again)
    started = time.monotonic()
    assert optmill("benchmark", *asked, "--lake", lake).returncode == 0
    assert lines(again) == before and time.monotonic() - started < 60
    assert len(published_runs(Lake(lake))) == 1


def questions(path: Path, count: int) -> Path:
    """Some shipped seeds as a benchmark."""
    rows = [{"id": seed.id, "question": seed.statement, "answer": seed.objective} for seed in read_seeds()[:count]]
    return write(path, rows)


def test_a_model_behind_litellm_is_asked_k_times_killed_and_gone_on_with(
    optmill: Optmill, standing_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sets = questions(tmp_path / "seeds.jsonl", 6)
    with RunningServer(latency_seconds=0.3, second_errors=0.3) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-mill")
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        asked = ("benchmark", sets, "--model", "openai/mill", "--samples", "8")
        asked += ("--temperature", "0.6", "--top-p", "0.95", "--run", "mill", "--lake", tmp_path / "lake")
        killed = start(tmp_path / "home", *asked, server=standing_server.url)
        book = tmp_path / "lake" / "_work" / "benchmark=mill" / "run" / "calls.jsonl"
        until = time.monotonic() + 60
        while time.monotonic() < until and not (book.exists() and len(book.read_text().splitlines()) >= 5):
            time.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        known = len(book.read_text().splitlines())
        assert known < 48
        finished = optmill(*asked)
        assert finished.returncode == 0, finished.stderr
        assert server.stats()["answers"] <= 48 + 48 - known
        assert server.stats()["settled_asked_again"] == 0
    lake = Lake(tmp_path / "lake")
    rollouts, scores = read_rollouts(lake, "mill"), read_scores(lake, "mill")
    assert len(rollouts) == 48 and {rollout.sample for rollout in rollouts} == set(range(8))
    right = [score.correct for score in scores if score.rule == "relative-1e-4"]
    assert 0.4 < sum(right) / len(right) < 1.0
    assert "pass_at_8" in finished.stderr.replace(" ", "_") and "majority" in finished.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give either sets, for a model to answer, or completions that are recorded"),
        (("--rule", "lenient", "--completions", "FILE"), "no rule 'lenient'; known are relative-1e-4"),
        (("FILE",), "name the model that answers"),
        (("nl5opt", "--model", "openai/x"), "no benchmark 'nl5opt'"),
        (("--completions", "nowhere.jsonl"), "nowhere.jsonl"),
        (("--completions", "FILE", "--field", "prompt=words"), "names.prompt"),
    ],
)
def test_a_mistake_is_one_message(optmill: Optmill, tmp_path: Path, arguments: tuple[str, ...], said: str):
    file = write(tmp_path / "answers.jsonl", rows_of(ATTACKS_FOR_FLOWS[:1]))
    given = [str(file) if word == "FILE" else word for word in arguments]
    finished = optmill("benchmark", *given, "--lake", tmp_path / "lake")
    assert finished.returncode == 2 and "Traceback" not in finished.stderr
    assert said in finished.stderr
    assert not (tmp_path / "lake").exists()
