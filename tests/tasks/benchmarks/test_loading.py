"""Benchmarks load with documented counts, checksums and licences; bad rows are named, or left out when asked to."""

import json
from pathlib import Path

import polars
import pytest

from schemas.benchmark_spec import BenchmarkSpec, FieldNames
from schemas.label import LabelKind
from schemas.teacher_spec import TeacherSpec
from tasks.benchmarks.loading import load_labels, load_sets
from tasks.row_file import RowsError
from tests.published import SHARED

ASKED = TeacherSpec(model="openai/nobody")
FOLDER = SHARED / "data" / "benchmarks"
COUNTS = [
    ("NL4OPT.json", 245, "nl4opt-245", "Apache-2.0", {LabelKind.optimal_value: 228, LabelKind.no_solution: 17}),
    ("OptMATH_Bench.json", 166, "optmath", "Apache-2.0", {LabelKind.optimal_value: 166}),
    ("mamo_easy_lp.jsonl", 652, "mamo-easy", "CC-BY-SA-4.0", {LabelKind.optimal_value: 652}),
    ("mamo_complex_lp.jsonl", 211, "mamo-complex", "CC-BY-SA-4.0", {LabelKind.optimal_value: 211}),
    ("OptiBench.json", 605, "optibench", "Apache-2.0", {LabelKind.several: 560, LabelKind.optimal_value: 45}),
]


def asked(*sets: Path, **fields: object) -> BenchmarkSpec:
    return BenchmarkSpec.model_validate({"sets": [str(path) for path in sets], "model": ASKED} | fields)


@pytest.mark.parametrize(("file", "count", "version", "licence", "kinds"), COUNTS, ids=lambda value: str(value)[:20])
def test_the_public_sets_load_with_their_documented_counts(
    file: str, count: int, version: str, licence: str, kinds: dict[LabelKind, int]
):
    if not (FOLDER / file).exists():
        pytest.skip(f"no {file} in {FOLDER}; set OPTMILL_SHARED to the folder that holds data/benchmarks")
    (read,) = load_sets(asked(FOLDER / file))
    assert (len(read.items), read.version, read.licence, read.problems) == (count, version, licence, ())
    found = [item.label.kind for item in read.items]
    assert {kind: found.count(kind) for kind in dict.fromkeys(found)} == kinds
    assert len({item.id for item in read.items}) == count and len(read.checksum) == 64


def test_recorded_completions_load_with_their_documented_counts():
    files = [SHARED / "data" / "orlm" / name for name in ("nl4opt.jsonl", "industryor.jsonl")]
    if not all(file.exists() for file in files):
        pytest.skip(f"no recorded completions in {SHARED / 'data' / 'orlm'}; set OPTMILL_SHARED")
    sets = load_sets(BenchmarkSpec(completions=tuple(map(str, files))))
    without = [sum(item.label.kind is LabelKind.no_solution for item in each.items) for each in sets]
    assert [len(each.items) for each in sets] == [245, 100] and without == [22, 3]


ROWS = [{"en_question": f"Question {n}?", "en_answer": str(n)} for n in range(1, 4)]


def write(path: Path, rows: list[dict[str, object]], as_array: bool = False) -> Path:
    path.write_text(json.dumps(rows) if as_array else "".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_json_lines_arrays_and_parquet_hold_the_same_items(tmp_path: Path):
    rows: list[dict[str, object]] = [dict(row) for row in ROWS]
    polars.DataFrame(rows).write_parquet(tmp_path / "c.parquet")
    files = (write(tmp_path / "a.jsonl", rows), write(tmp_path / "b.json", rows, True), tmp_path / "c.parquet")
    items = [each.items for each in load_sets(asked(*files))]
    assert items[0] == items[1] == items[2] and len(items[0]) == 3


def test_a_first_row_without_an_answer_hides_those_of_the_others_in_no_format(tmp_path: Path):
    rows: list[dict[str, object]] = [{"question": "One?"}, {"id": "two", "question": "Two?", "answer": "2"}]
    polars.DataFrame(rows).write_parquet(tmp_path / "b.parquet")
    for file in (write(tmp_path / "a.jsonl", rows), tmp_path / "b.parquet"):
        (read,) = load_sets(asked(file))
        assert [(item.id, item.label.value) for item in read.items] == [("1", None), ("two", 2.0)]


def test_an_answer_nested_too_deeply_is_named_as_any_bad_one(tmp_path: Path):
    file = write(tmp_path / "own.jsonl", [{"question": "One?", "answer": "[" * 100_000}])
    with pytest.raises(RowsError, match=r"own\.jsonl, line 1, answer"):
        load_sets(asked(file))


def test_fields_of_any_name_are_mapped(tmp_path: Path):
    file = write(tmp_path / "own.jsonl", [{"key": "a", "words": "How much?", "gold": 3, "said": "```python\n1\n```"}])
    names = FieldNames(id="key", question="words", answer="gold", completion="said")
    (read,) = load_sets(BenchmarkSpec(completions=(str(file),), names=names))
    assert [(item.id, item.question, item.label.value) for item in read.items] == [("a", "How much?", 3.0)]
    assert read.items[0].completions == ("```python\n1\n```",)


def test_rows_that_share_an_id_and_a_question_are_samples(tmp_path: Path):
    rows: list[dict[str, object]] = [
        {"id": "a", "question": "How much?", "answer": 3, "completion": said} for said in ("x", "y")
    ]
    (read,) = load_sets(BenchmarkSpec(completions=(str(write(tmp_path / "own.jsonl", rows)),)))
    assert read.items[0].completions == ("x", "y")


BAD: list[tuple[dict[str, object], str, str]] = [
    ({"id": "d", "question": "", "answer": 1}, "question", "''"),
    ({"id": "d", "answer": 1}, "question", "(missing)"),
    ({"id": "d", "question": "How much?", "answer": "cheap"}, "answer", "'cheap'"),
    ({"id": "a", "question": "Another?", "answer": 1}, "id", "'a'"),
]


@pytest.mark.parametrize(("bad", "field", "shown"), BAD)
def test_a_bad_row_is_named_and_the_rest_is_read_when_asked_to(
    tmp_path: Path, bad: dict[str, object], field: str, shown: str
):
    good: list[dict[str, object]] = [{"id": name, "question": f"{name}?", "answer": 1} for name in "abc"]
    file = write(tmp_path / "own.jsonl", [*good, bad])
    with pytest.raises(RowsError, match=r"1 bad row\(s\); --keep-going leaves them out") as raised:
        load_sets(asked(file))
    assert f"own.jsonl, line 4, {field}: {shown}" in str(raised.value)
    (read,) = load_sets(asked(file, keep_going=True))
    assert [item.id for item in read.items] == ["a", "b", "c"] and len(read.problems) == 1


def test_a_line_that_is_no_json_is_named(tmp_path: Path):
    file = write(tmp_path / "own.jsonl", [dict(row) for row in ROWS])
    file.write_text(file.read_text() + "{half a row\n")
    with pytest.raises(RowsError, match=r"own\.jsonl, line 4, line: \{half a row"):
        load_sets(asked(file))


def test_a_folder_of_problems_is_a_set(tmp_path: Path):
    problem = tmp_path / "ComplexOR" / "diet"
    problem.mkdir(parents=True)
    (problem / "description.txt").write_text("Feed the herd.")
    (problem / "sample.json").write_text(json.dumps([{"input": {"cost": [3, 4]}, "output": [12]}]))
    (read,) = load_sets(asked(tmp_path / "ComplexOR"))
    assert [(item.id, item.label.value) for item in read.items] == [("diet", 12.0)]
    assert read.items[0].question == 'Feed the herd.\n\nData: {"cost": [3, 4]}'


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(RowsError, match=r"no benchmark 'nl5opt'.*hub:OWNER/NAME.*nl4opt, .*industryor"):
        load_sets(BenchmarkSpec(sets=("nl5opt",), model=ASKED))


def test_further_label_sets_and_a_limit_are_read(tmp_path: Path):
    file, other = (write(tmp_path / f"{name}.jsonl", [dict(row) for row in ROWS]) for name in ("mine", "theirs"))
    spec = asked(file, limit=2, labels=[str(other)])
    sets = load_sets(spec)
    assert [len(each.items) for each in (*sets, *load_labels(spec, sets))] == [2, 3]


def test_sets_of_one_name_are_told_apart_from_each_other_and_from_labels(tmp_path: Path):
    places = ("a/t", "b/t", "t-2", "labels/t")
    for place in places:
        (tmp_path / place).parent.mkdir(exist_ok=True)
        write(tmp_path / f"{place}.jsonl", [{"question": place, "answer": 1}])
    files = [tmp_path / f"{place}.jsonl" for place in places]
    spec = asked(*files[:3], labels=[str(files[3])])
    sets = load_sets(spec)
    assert [each.name for each in sets] == ["t", "t-2", "t-2-2"]
    assert [each.name for each in load_labels(spec, sets)] == ["t-3"]
