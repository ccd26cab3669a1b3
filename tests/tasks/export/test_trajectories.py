"""Golden trajectories as rows: the trainer reads them, masks by option, and each problem stands on one side."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.curate_run import Answer, Curated, CurateManifest, Fate
from schemas.label import Label, LabelKind
from schemas.trajectory import Author, Segment, Trajectory
from schemas.trajectory_export import TrajectoryExportManifest, TrajectoryExportSpec
from tasks.export.errors import ExportError
from tasks.export.trajectories import export_trajectories
from tasks.lake.curation_partition import publish_curation_rows
from tasks.lake.lake import Lake
from tests.tasks.trajectory.parties import curate_spec

SEGMENTS = (
    Segment(author=Author.reasoner, text="Minimize 3x.\n\n"),
    Segment(author=Author.intervener, text="I should write a program.\n\n```python\n"),
    Segment(author=Author.reasoner, text="print('é', 6)\n```\n"),
    Segment(author=Author.interpreter, text="```output\né 6\n```\n"),
    Segment(author=Author.reasoner, text="\nSo it is.\n\n\\boxed{6}\n"),
)


def make_lake(folder: Path, count: int = 40, label: Label | None = None) -> str:
    """A lake with one curation, every second trajectory of it golden; the first problem may have another label."""
    lake = Lake(folder / "lake")
    curated = [
        Curated(
            id=f"id{number}",
            set="bakers",
            item_id=str(number),
            sample=0,
            statement=f"A baker bakes {number} loaves.",
            label=label if label and not number else Label(kind=LabelKind.optimal_value, value=6.0 + number),
            first=Trajectory(),
            last=Trajectory(segments=SEGMENTS),
            fate=Fate.golden if number % 2 else Fate.wrong_answer,
            answer_before=Answer(),
            answer_after=Answer(),
        )
        for number in range(count)
    ]
    manifest = CurateManifest(
        run="bread",
        schema_version=1,
        spec=curate_spec(),
        spec_hash="",
        sets=(),
        code_version="",
        reasoner="scripted/one",
        intervener="",
        trajectories=count,
        golden=count // 2,
        started="",
        finished="",
        seconds=0,
        host="",
    )
    publish_curation_rows(lake, manifest, curated)
    return str(folder / "lake")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TrajectoryExportManifest]:
    folder = tmp_path_factory.mktemp("trajectories")
    spec = TrajectoryExportSpec.model_validate(
        {"lake": make_lake(folder), "output": str(folder / "out"), "shares": {"validation": 0.3, "test": 0.0}}
    )
    return folder, export_trajectories(spec)


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out" / f"{name}.jsonl").read_text().splitlines()]


def test_golden_trajectories_train_and_all_problems_are_prompts(exported: tuple[Path, TrajectoryExportManifest]):
    folder, manifest = exported
    assert sum(manifest.trajectories.values()) == manifest.runs["bread"] == 20
    assert sum(manifest.prompts.values()) == 40 and set(manifest.prompts) == {"train", "validation"}
    sides = [{row["item_id"] for row in rows(folder, f"segments/{split}")} for split in ("train", "validation")]
    assert not sides[0] & sides[1]


def test_a_row_says_who_wrote_what_and_what_carries_loss(exported: tuple[Path, TrajectoryExportManifest]):
    folder, manifest = exported
    row = rows(folder, "segments/train")[0]
    wanted = [(each.author.value, each.author is not Author.interpreter, each.text) for each in SEGMENTS]
    assert [(s["author"], s["trained"], s["text"]) for s in row["segments"]] == wanted
    without = manifest.spec.model_copy(update={"hints": False})
    export_trajectories(without)
    trained = [s["trained"] for s in rows(folder, "segments/train")[0]["segments"]]
    assert trained == [each.author is Author.reasoner for each in SEGMENTS]


def test_a_prompt_holds_the_answer_apart(exported: tuple[Path, TrajectoryExportManifest]):
    for row in rows(exported[0], "prompts/train"):
        answer = 6.0 + int(row["extra_info"]["item_id"])
        assert row["reward_model"] == {"style": "rule", "ground_truth": repr(answer)}
        assert "baker" in str(row["prompt"])


@pytest.mark.parametrize(
    ("label", "truths"),
    [
        (Label(kind=LabelKind.none), ["7.0"]),
        (Label(kind=LabelKind.several, named={"cost": 6.0, "loaves": 2.0}), ["7.0"]),
        (Label(kind=LabelKind.unbounded), ["unbounded", "7.0"]),
        (Label(kind=LabelKind.no_solution), ["No Best Solution", "7.0"]),
    ],
)
def test_a_problem_whose_answer_nobody_knows_is_no_prompt(tmp_path: Path, label: Label, truths: list[str]):
    whole = {"validation": 0.0, "test": 0.0}
    told = {"lake": make_lake(tmp_path, 2, label), "output": str(tmp_path / "out"), "shares": whole}
    export_trajectories(TrajectoryExportSpec.model_validate(told))
    found = rows(tmp_path, "prompts/train")
    assert [row["reward_model"]["ground_truth"] for row in found] == truths
    assert {"index", "statement", "solver"} <= set(found[0]["extra_info"])


def test_the_trainer_reads_the_rows_and_masks_them_by_author(exported: tuple[Path, TrajectoryExportManifest]):
    pytest.importorskip("trl", reason="the train extra is not installed")
    from tasks.trainer.rows import encode, loss_mask
    from tests.tasks.trajectory.chat_tokenizers import chat_tokenizer

    tokenizer = chat_tokenizer("chatml")
    for row in rows(exported[0], "segments/train"):
        encoded = encode(row, tokenizer, 10_000)
        kept = zip(encoded["input_ids"], loss_mask(encoded), strict=True)
        learnt = tokenizer.decode([token for token, own in kept if own])
        assert "```output" not in learnt and "\\boxed{6}" in learnt and learnt.endswith("<|im_end|>\n")


def test_what_can_not_be_exported_is_said(tmp_path: Path):
    lake = make_lake(tmp_path, count=1)
    with pytest.raises(ExportError, match=r"no trajectory of .* is golden"):
        export_trajectories(TrajectoryExportSpec(lake=lake, output=str(tmp_path / "out")))
    with pytest.raises(ExportError, match="has no curation 'cake'; it has bread"):
        export_trajectories(TrajectoryExportSpec(lake=lake, output=str(tmp_path / "out"), runs=("cake",)))
