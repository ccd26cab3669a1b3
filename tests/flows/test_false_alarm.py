"""A judge that finds fault with a right solution: the teacher stands by it, and the judge looks again."""

from collections import defaultdict
from pathlib import Path

import pytest

from schemas.candidate import Stage
from schemas.verdict import CheckerName, Outcome
from tasks.lake.lake import Lake
from tests.conftest import Optmill
from tests.model_server.client import RunningServer

SPEC = """
checkers = ["program", "{judge}"]
[teacher]
model = "openai/mill"
address = "{address}"
"""


@pytest.mark.parametrize(
    ("judge", "stage"),
    [
        (CheckerName.judge_alignment, Stage.check_alignment),
        (CheckerName.back_translation, Stage.check_back_translation),
    ],
)
def test_a_false_alarm_that_the_judge_takes_back_costs_no_candidate(
    judge: CheckerName, stage: Stage, tmp_path: Path, optmill: Optmill
):
    spec, folder = tmp_path / "judged.toml", tmp_path / "lake"
    with RunningServer(judge_false_alarms=0.3, mends=1.0) as server:
        spec.write_text(SPEC.format(address=server.address, judge=judge))
        finished = optmill("evolve", "--lake", folder, "--children", "32", "--spec", spec, "--json")
    assert finished.returncode == 0, finished.stderr
    lake = Lake(folder)
    said: dict[str, dict[int, Outcome]] = defaultdict(dict)
    for row in lake.scan("verdicts").collect().to_dicts():
        if row["checker"] == judge:
            said[row["candidate_id"]][row["attempt"]] = Outcome(row["outcome"])
    children = {child.id: child for child in lake.candidates("default", accepted=False) if child.round}
    taken_back = [children[name] for name, by in said.items() if by == {0: Outcome.failed, 1: Outcome.passed}]
    upheld = [children[name] for name, by in said.items() if by == {0: Outcome.failed, 1: Outcome.failed}]
    assert taken_back
    assert upheld
    assert all(child.is_alive() and child.repairs == 0 for child in taken_back)
    assert all(child.rejected_stage is stage for child in upheld)
