"""`optmill curate` as a user meets it: planted flaws are found at their rates, books balance, kills cost nothing."""

import json
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import polars
import pytest

from flows.prefect_server import OwnServer
from schemas.curate_run import Curated, Fate
from schemas.trajectory import Author, Trigger
from tasks.lake.curation_partition import curations, read_curate_manifest, read_curation
from tasks.lake.lake import Lake
from tasks.trajectory.figures import code_and_intervener, funnels, refusal_counts, trigger_counts
from tests.conftest import Optmill
from tests.mill import start
from tests.model_server.calm_plan import planned, write_set
from tests.model_server.client import RunningServer

NUMBERS = range(40)
MOST = 5


def asked(server: RunningServer, folder: Path, *more: str | Path) -> tuple[str | Path, ...]:
    """The command, up to its last flags."""
    parties = ("--reasoner", "openai/calm", "--reasoner-address", server.address)
    parties += ("--intervener", "openai/calm", "--intervener-address", server.address)
    return ("curate", folder / "set.jsonl", *parties, "--solver", "highs", "--lake", folder / "lake", *more)


@pytest.fixture(scope="module")
def run(optmill: Optmill, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Curated, ...], str, Any]:
    """One run: its lake, its trajectories, what the command said, and what the server counted."""
    folder = tmp_path_factory.mktemp("curate")
    write_set(folder / "set.jsonl", NUMBERS)
    with RunningServer(answers="calm") as server:
        finished = optmill(*asked(server, folder, "--run", "planted"))
        assert finished.returncode == 0, finished.stderr
        stats = server.stats()
    return folder / "lake", read_curation(Lake(folder / "lake"), "planted"), finished.stderr, stats


def test_every_planted_trigger_is_found_in_its_place(run: tuple[Path, tuple[Curated, ...], str, Any]):
    for each in run[1]:
        case = planned(int(each.item_id))
        assert [look.flaw.trigger if look.flaw else None for look in each.interventions] == case.looks(MOST), case
        assert each.fate is case.fate(MOST), case


def test_rates_and_funnel_are_what_was_planted(run: tuple[Path, tuple[Curated, ...], str, Any]):
    cases = [planned(number) for number in NUMBERS]
    looked = [case for case in cases if not case.ambiguous]
    counts = {(each.look, each.trigger): each.count for each in trigger_counts(run[1])}
    assert counts == Counter((at, found) for case in looked for at, found in enumerate(case.looks(MOST)))
    whole = funnels(run[1])[0]
    assert (whole.trajectories, whole.golden) == (len(cases), sum(c.fate(MOST) is Fate.golden for c in cases))
    assert whole.fates == Counter(case.fate(MOST) for case in cases)
    assert whole.right == sum(case.right_at(case.hints(MOST)) for case in cases)
    assert whole.right_before.share == pytest.approx(sum(case.right_at(0) for case in cases) / len(cases))
    assert whole.hints == sum(case.hints(MOST) for case in cases)


def test_refusals_are_what_was_planted(run: tuple[Path, tuple[Curated, ...], str, Any]):
    cases = [planned(number) for number in NUMBERS]
    told = (Trigger.manual_verification, Trigger.no_sanity_check, Trigger.protocol_violation)
    leaked = sum(case.leaks for case in cases if case.plan and not case.ambiguous and case.plan[0] not in told)
    expected = {"hint_leaks": leaked, "span_ambiguous": 3 * sum(case.ambiguous for case in cases)}
    assert {reason.value: count for reason, count in refusal_counts(run[1]).items()} == expected
    assert leaked > 0


def test_code_agrees_with_the_intervener_on_what_it_can_see(run: tuple[Path, tuple[Curated, ...], str, Any]):
    found = code_and_intervener(run[1])
    assert [each.trigger.number for each in found] == [1, 2, 3, 7]
    assert all(each.share == 1.0 and each.both > 0 for each in found)


def test_the_books_balance(run: tuple[Path, tuple[Curated, ...], str, Any]):
    lake, curated, _, stats = run
    manifest = read_curate_manifest(Lake(lake), "planted")
    probe = 1  # how the server goes on from a cut text
    assert len({call for each in curated for call in each.spent.calls}) == stats["answers"] - probe
    assert manifest.calls == sum(len(each.spent.calls) for each in curated)
    rows = polars.read_parquet(lake / "interventions" / "run=planted" / "*.parquet")
    assert len(rows) == sum(len(each.interventions) for each in curated)
    assert rows["placed"].sum() == sum(each.hints for each in curated)
    trajectories = polars.read_parquet(lake / "trajectories" / "run=planted" / "*.parquet")
    assert trajectories["completion_tokens"].sum() == manifest.completion_tokens
    assert curations(Lake(lake)) == ("planted",)


def test_segments_know_their_authors(run: tuple[Path, tuple[Curated, ...], str, Any]):
    for each in run[1]:
        for segment in each.last.segments:
            assert (segment.author is Author.interpreter) == segment.text.lstrip("\n").startswith("```output")
            assert (segment.author is Author.intervener) == ("On second thought" in segment.text)
        outputs = sum(segment.author is Author.interpreter for segment in each.last.segments)
        assert outputs == len(each.last.executions) <= 4


def test_terminal_and_page_show_the_figures(run: tuple[Path, tuple[Curated, ...], str, Any]):
    lake, curated, said, _ = run
    golden = sum(each.fate is Fate.golden for each in curated)
    assert f"{golden} golden of {len(NUMBERS)} trajectories" in " ".join(said.split())
    assert "premature solving" in said
    page = (lake / "curation.html").read_text()
    assert f"{golden} of {len(NUMBERS)}" in page and "On second thought" in page


def test_a_killed_run_asks_for_nothing_twice(optmill: Optmill, standing_server: OwnServer, tmp_path: Path):
    write_set(tmp_path / "set.jsonl", range(24))
    with RunningServer(answers="calm", latency_seconds=0.05) as server:
        command = asked(server, tmp_path, "--run", "killed")
        first = start(tmp_path / "home", *command, server=standing_server.url)
        while server.stats().get("answers", 0) < 60:
            assert first.poll() is None
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
        first.wait()
        server.settle()
        finished = optmill(*command)
        assert finished.returncode == 0, finished.stderr
        probe = 1
        assert server.stats()["settled_asked_again"] <= probe
    whole = read_curation(Lake(tmp_path / "lake"), "killed")
    assert [each.fate for each in whole] == [planned(int(each.item_id)).fate(MOST) for each in whole]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("set.jsonl",), "name the reasoner's model"),
        (("--campaign", "none", "--reasoner", "openai/x", "--inspection", "code"), "holds no published round"),
    ],
)
def test_a_users_mistake_is_a_sentence(optmill: Optmill, tmp_path: Path, fields: tuple[str, ...], said: str):
    write_set(tmp_path / "set.jsonl", range(2))
    given = [tmp_path / field if field.endswith(".jsonl") else field for field in fields]
    finished = optmill("curate", *given, "--lake", tmp_path / "lake")
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr
    assert said in " ".join(finished.stderr.split())


def test_a_trajectorys_row_is_whole_json(run: tuple[Path, tuple[Curated, ...], str, Any]):
    rows = polars.read_parquet(run[0] / "trajectories" / "run=planted" / "*.parquet")
    first = json.loads(rows["record"][0])
    assert "".join(part["text"] for part in rows["segments"][0]) == "".join(
        s["text"] for s in first["last"]["segments"]
    )
