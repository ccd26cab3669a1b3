import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.benchmark_spec import BenchmarkSpec
from schemas.candidate import Candidate
from schemas.evidence import Grade
from schemas.export_manifest import ExportManifest
from schemas.export_spec import Form
from schemas.reward import RewardSpec
from schemas.solve import DoorName
from schemas.teacher_spec import TeacherSpec
from tasks.benchmarks.loading import load_sets
from tasks.export.errors import ExportError
from tasks.export.making import make_export
from tasks.export.selecting import select_problems
from tasks.reward import verl
from tests.tasks.export.exports import SEEDS, export_of


def rows(manifest: ExportManifest, form: str, split: str) -> list[dict[str, Any]]:
    """The rows of a form and split, as JSON Lines has them."""
    path = Path(manifest.spec.output, form, f"{split}.jsonl")
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_no_relative_crosses_the_split(exported: ExportManifest):
    seeds = {
        split: {seed for row in rows(exported, "messages", split) for seed in row["seed_ids"]}
        for split in ("train", "validation", "test")
    }
    assert all(seeds.values())
    assert not seeds["train"] & seeds["validation"]
    assert not seeds["train"] & seeds["test"]
    assert not seeds["validation"] & seeds["test"]
    assert exported.left_out["relatives_on_both_sides"] > 0
    assert sum(exported.problems.values()) + exported.left_out["relatives_on_both_sides"] == 90


def test_a_seed_keeps_its_side_when_the_lake_is_another(exported: ExportManifest, small_lake: Path, tmp_path: Path):
    few = make_export(export_of(small_lake, tmp_path / "few", where="round = 0"))
    sides = {row["id"]: "train" for row in rows(exported, "messages", "train")}
    for split in few.examples:
        for row in rows(few, "messages", split):
            assert (row["id"] in sides) == (split == "train")


def planted(path: Path) -> Path:
    """A benchmark of a copy of one child, and of another whose numbers alone were changed."""
    copy = f"{SEEDS[0].statement} Moreover, the 0th of all helpers must be paid."
    paraphrase = re.sub(r"\d+", lambda found: str(int(found[0]) + 7), SEEDS[1].statement)
    path.write_text(json.dumps([{"question": copy, "answer": 1}, {"question": paraphrase, "answer": 2}]))
    return path


def test_planted_copies_and_paraphrases_by_number_change_are_removed(small_lake: Path, tmp_path: Path):
    bench = planted(tmp_path / "bench.json")
    manifest = make_export(export_of(small_lake, tmp_path / "out", decontaminate=[str(bench)]))
    words = "".join(Path(manifest.spec.output, "messages", f"{s}.jsonl").read_text() for s in manifest.examples)
    assert manifest.left_out["benchmark_overlap"] >= 4
    for seed in SEEDS[:2]:
        assert json.dumps(seed.statement[:200], ensure_ascii=False)[1:-1] not in words
    assert json.dumps(SEEDS[2].statement[:200], ensure_ascii=False)[1:-1] in words
    assert "bench.json, row 1" in " ".join(manifest.overlaps)


def test_the_same_spec_gives_the_same_files(exported: ExportManifest, small_lake: Path, tmp_path: Path):
    again = make_export(export_of(small_lake, tmp_path / "again"))
    assert (again.content_hash, again.files) == (exported.content_hash, exported.files)


def test_another_seed_gives_another_order(exported: ExportManifest, small_lake: Path, tmp_path: Path):
    other = make_export(export_of(small_lake, tmp_path / "other", seed=1, forms=["messages"]))
    assert other.content_hash != exported.content_hash


def test_the_manifest_names_the_rounds_that_rows_came_from(exported: ExportManifest):
    counts = {(p.campaign, p.round): p.examples for p in exported.partitions}
    assert set(counts) == {("small", 0), ("small", 1)}
    assert sum(counts.values()) == sum(exported.examples.values())


@pytest.mark.parametrize("formulation", [True, False])
def test_the_formulation_stands_in_the_target_when_it_is_wanted(small_lake: Path, tmp_path: Path, formulation: bool):
    manifest = make_export(export_of(small_lake, tmp_path / "out", formulation=formulation))
    answers = [row["messages"][-1]["content"] for row in rows(manifest, "messages", "train")]
    assert all(("## Decision variables" in answer) is formulation for answer in answers)
    assert all("```python\n" in answer for answer in answers)


def test_several_dialects_give_an_example_each_with_the_same_answer(small_lake: Path, tmp_path: Path):
    spec = export_of(small_lake, tmp_path / "out", solvers=["copt", "highs"], where="round = 0 AND number < 6")
    manifest = make_export(spec)
    assert sum(manifest.examples.values()) == 2 * sum(manifest.problems.values())
    written = [row for split in manifest.examples for row in rows(manifest, "trl", split)]
    highs = [row["completion"][0]["content"] for row in written if row["solver"] == "highs"]
    assert highs
    assert all("highspy" in program for program in highs)


FITS: dict[str, Callable[[Candidate], bool]] = {
    "operator = 'combine'": lambda problem: problem.operator == "combine",
    "round = 1 AND words > 150": lambda problem: problem.round == 1 and problem.difficulty.words > 150,
    "sense = 'maximize' AND objective > 0": lambda problem: (
        problem.sense == "maximize" and (problem.objective or 0) > 0
    ),
    "grade = 'A'": lambda problem: problem.evidence.grade is Grade.A,
    "grade IN ('A', 'B') AND operator = 'combine'": lambda problem: (
        problem.evidence.grade in (Grade.A, Grade.B) and problem.operator == "combine"
    ),
    "array_contains(solvers, 'pulp') AND family = 'blending'": lambda problem: problem.family == "blending",
}


@pytest.mark.parametrize("where", FITS)
def test_a_condition_in_sql_selects(small_lake: Path, tmp_path: Path, where: str):
    every = select_problems(export_of(small_lake, tmp_path))
    chosen = select_problems(export_of(small_lake, tmp_path, where=where))
    assert [problem.id for problem in chosen] == [problem.id for problem in every if FITS[where](problem)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"where": "colour = 'red'"}, r"where = \"colour = 'red'\" is no condition in SQL .*columns are .*operator"),
        ({"where": "generation > 99"}, "none of the 90 accepted problems .*generation > 99"),
        ({"campaigns": ["big"]}, "has no campaign 'big'; it has small"),
        ({"licences": ["GPL-3.0"]}, "none of the 90 accepted problems .*GPL-3.0"),
    ],
)
def test_what_can_not_be_exported_is_said(small_lake: Path, tmp_path: Path, fields: dict[str, Any], said: str):
    with pytest.raises(ExportError, match=said):
        make_export(export_of(small_lake, tmp_path / "out", **fields))


def test_a_folder_with_something_else_is_left_alone(small_lake: Path, tmp_path: Path):
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(ExportError, match="holds something that is no export"):
        make_export(export_of(small_lake, tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_an_export_takes_the_place_of_an_earlier_one_and_of_what_a_kill_left(small_lake: Path, tmp_path: Path):
    output = tmp_path / "out"
    make_export(export_of(small_lake, output, forms=["verl"]))
    (tmp_path / "out.writing" / "half").mkdir(parents=True)
    make_export(export_of(small_lake, output, forms=["messages"]))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (output / "messages").exists() and not (output / "verl").exists()


def test_the_card_says_counts_survival_licences_and_limits(exported: ExportManifest):
    card = Path(exported.spec.output, "README.md").read_text()
    assert card.startswith("---\nlicense: apache-2.0\n")
    assert f"| train | {exported.problems['train']} | {exported.examples['train']} |" in card
    assert all(f"## {title}" in card for title in ("Lineage", "Survival", "Licences", "Overlap", "Limits"))
    for plot in re.findall(r"!\[.*\]\((.*)\)", card):
        assert Path(exported.spec.output, plot).read_bytes().startswith(b"\x89PNG")


def test_verls_rows_hold_the_ground_truth_and_no_program(exported: ExportManifest):
    row = rows(exported, Form.verl.value, "train")[0]
    assert set(row) == {"data_source", "prompt", "ability", "reward_model", "extra_info"}
    assert "import coptpy" not in json.dumps(row)
    assert row["reward_model"]["ground_truth"] == "No Best Solution" or float(row["reward_model"]["ground_truth"])


def test_verls_rows_hold_all_that_our_rewards_for_verl_ask_for(
    exported: ExportManifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    row = rows(exported, Form.verl.value, "train")[0]
    (tmp_path / "reward.json").write_text(RewardSpec(door=DoorName.local).model_dump_json())
    monkeypatch.setenv(verl.SPEC, str(tmp_path / "reward.json"))
    verl.court.cache_clear()
    told = verl.compute_score(row["data_source"], "nothing", row["reward_model"]["ground_truth"], row["extra_info"])
    verl.court.cache_clear()
    assert (told["score"], told["reason"]) == (0.0, "unreadable")


def test_a_benchmark_reads_the_questions_each_once_and_asks_them_as_the_examples_do(exported: ExportManifest):
    asked = Path(exported.spec.output) / "questions" / "test.jsonl"
    (found,) = load_sets(BenchmarkSpec(completions=(), sets=(str(asked),), model=TeacherSpec(model="hf/model")))
    assert len(found.items) == exported.problems["test"]
    examples = rows(exported, Form.messages.value, "test")
    assert {item.id for item in found.items} == {row["candidate_id"] for row in examples}
    objectives = {row["candidate_id"]: row["objective"] for row in examples}
    for item in found.items:
        assert item.label.value == objectives[item.id]
        assert any(item.question in row["messages"][1]["content"] for row in examples)
