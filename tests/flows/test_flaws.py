"""`optmill flaws`: checkpoints from files, a judge beside code, agreement with labels, and the healing plot."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.trajectory import FlawGroup, Trigger
from tasks.lake.flaw_tables import read_flaws
from tasks.lake.lake import Lake
from tasks.row_file import RowsError
from tasks.teacher.parts import UnreadableAnswer
from tasks.trajectory.checkpoints import read_labels
from tasks.trajectory.classifying import agreement_with_labels, flaw_rates, read_triggers, trigger_rates
from tests.conftest import Optmill
from tests.model_server.calm import PHRASES
from tests.model_server.client import RunningServer

T = Trigger
BODY = "Minimize 3x.\n\n```python\nprint('optimal', 7)\n```\n```output\noptimal 7\n```\n{phrase}\n\n\\boxed{{7}}\n"
PLANTED = {"base": (0.8, 0.6), "sft": (0.6, 0.2), "rl": (0.1, 0.1)}
"""Shares of texts with a sign of distrust, and of lacking knowledge."""
NUMBER = 30


def write_checkpoint(path: Path, name: str, labelled: bool) -> list[list[Trigger]]:
    """Finished trajectories with planted flaws, in two sets; returns what was planted."""
    rng, rows, planted = Random(name), list[dict[str, Any]](), list[list[Trigger]]()
    for number in range(NUMBER):
        shares = zip((T.no_sanity_check, T.flawed_model), PLANTED[name][::-1], strict=True)
        flaws = [trigger for trigger, share in shares if rng.random() < share][:1]
        flaws += [T.manual_verification] if rng.random() < PLANTED[name][0] else []
        said = " ".join(PHRASES[flaw].format(step=0) for flaw in flaws)
        said += " For example, 2 * 3 = 6." if T.manual_verification in flaws else ""
        row: dict[str, Any] = {
            "id": number,
            "set": f"set{number % 2}",
            "question": f"Workshop {number} builds.",
            "answer": 7,
        }
        labels = {"triggers": [flaw.number for flaw in flaws]} if labelled else {}
        rows.append(row | {"completion": BODY.format(phrase=said)} | labels)
        planted.append(flaws)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return planted


def share(planted: Sequence[list[Trigger]], group: FlawGroup) -> float:
    """Mean over the two sets of flaws by trajectory."""
    sets = [planted[start::2] for start in (0, 1)]
    return sum(sum(f.group is group for flaws in each for f in flaws) / len(each) for each in sets) / 2


def test_checkpoints_are_compared_and_the_judge_agrees_with_the_labels(optmill: Optmill, tmp_path: Path):
    planted = {name: write_checkpoint(tmp_path / f"{name}.jsonl", name, name == "base") for name in PLANTED}
    named = [f"{name}={tmp_path / name}.jsonl" for name in PLANTED]
    with RunningServer(answers="calm") as server:
        judge = ("--judge", "openai/calm", "--judge-address", server.address)
        finished = optmill("flaws", *named, *judge, "--lake", tmp_path / "lake", "--run", "healing")
    assert finished.returncode == 0, finished.stderr
    records = read_flaws(Lake(tmp_path / "lake"), "healing")
    found = {(rate.checkpoint, rate.group): rate.flaws_each for rate in flaw_rates(records) if not rate.set}
    for name, flaws in planted.items():
        for group in (FlawGroup.distrust, FlawGroup.expertise):
            assert found[name, group] == pytest.approx(share(flaws, group))
    assert found["base", FlawGroup.distrust] > found["sft", FlawGroup.distrust] > found["rl", FlawGroup.distrust]
    _, same = agreement_with_labels(records, lambda record: record.by_judge)
    assert same == 1.0
    by_hand = [record for record in records if T.manual_verification in (record.by_judge or ())]
    assert by_hand and all(T.manual_verification in record.by_code for record in by_hand)
    assert {rate.set for rate in trigger_rates(records)} == {"set0", "set1"}
    assert (tmp_path / "lake" / "healing.png").stat().st_size > 10_000
    assert "judge and person name the very same triggers in 100.0%" in " ".join(finished.stderr.split())


def test_a_judges_answer_is_read_strictly():
    assert read_triggers("<triggers>Trigger 1; Trigger 7</triggers>") == (T.premature_solving, T.protocol_violation)
    assert read_triggers("<triggers>none</triggers>") == ()
    for answer in (
        "I see nothing.",
        "<triggers>9</triggers>",
        "<triggers>1, 2, 3</triggers>",
        "<triggers>?</triggers>",
    ):
        with pytest.raises(UnreadableAnswer):
            read_triggers(answer)


def test_a_persons_labels_are_read_as_people_write_them():
    assert read_labels(["1", 7], "here") == (T.premature_solving, T.protocol_violation)
    assert read_labels("flawed_model; 3", "here") == (T.flawed_model, T.manual_verification)
    assert read_labels("none", "here") == () and read_labels(None, "here") is None
    with pytest.raises(RowsError, match="here: triggers has '8'"):
        read_labels("8", "here")


def test_a_checkpoint_that_is_not_there_is_a_sentence(optmill: Optmill, tmp_path: Path):
    finished = optmill("flaws", "base=nowhere", "--lake", tmp_path / "lake")
    assert finished.returncode == 2
    assert "there is no checkpoint 'nowhere'" in " ".join(finished.stderr.split())
