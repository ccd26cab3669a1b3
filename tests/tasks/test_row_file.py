import json
from pathlib import Path

import polars
import pytest

from tasks.row_file import RowProblem, RowsError, read_rows

ROWS = [{"question": "one", "answer": 1.0}, {"question": "two", "answer": 2.0}]


@pytest.mark.parametrize("name", ["rows.jsonl", "lines.json", "array.json", "rows.parquet"])
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str):
    file = tmp_path / name
    if name.endswith(".parquet"):
        polars.DataFrame(ROWS).write_parquet(file)
    else:
        lines = "\n".join(json.dumps(row) for row in ROWS)
        file.write_text(json.dumps(ROWS, indent=1) if name == "array.json" else lines)
    assert list(read_rows(file)) == [(1, ROWS[0]), (2, ROWS[1])]


def test_a_line_may_hold_any_sign_that_is_no_line_feed(tmp_path: Path):
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"question": "a\u2028b\x85c"}, ensure_ascii=False), encoding="utf-8"
    )
    assert list(read_rows(tmp_path / "rows.jsonl")) == [(1, {"question": "a\u2028b\x85c"})]


@pytest.mark.parametrize("name", ["rows.jsonl", "array.json"])
def test_a_byte_order_mark_is_no_part_of_the_rows(tmp_path: Path, name: str):
    text = json.dumps(ROWS) if name == "array.json" else "\n".join(json.dumps(row) for row in ROWS)
    (tmp_path / name).write_text(text, encoding="utf-8-sig")
    assert list(read_rows(tmp_path / name)) == [(1, ROWS[0]), (2, ROWS[1])]


@pytest.mark.parametrize("name", ["rows.jsonl", "array.json"])
def test_half_a_sign_becomes_a_question_mark_and_a_whole_one_stays(tmp_path: Path, name: str):
    row = r'{"question": "\uD83D or \ud83d\ude00"}'
    (tmp_path / name).write_text(f"[{row}]" if name == "array.json" else row)
    assert list(read_rows(tmp_path / name)) == [(1, {"question": "? or \U0001f600"})]


def test_a_line_nested_too_deeply_is_a_problem_of_its_row(tmp_path: Path):
    (tmp_path / "rows.json").write_text(f"{json.dumps(ROWS[0])}\n{'[' * 100_000}{']' * 100_000}\n")
    rows = dict(read_rows(tmp_path / "rows.json"))
    assert rows[1] == ROWS[0] and isinstance(rows[2], RowProblem)


def test_what_is_no_object_is_a_problem_of_its_row(tmp_path: Path):
    (tmp_path / "array.json").write_text(json.dumps([ROWS[0], 3]))
    rows = dict(read_rows(tmp_path / "array.json"))
    assert rows[1] == ROWS[0]
    assert isinstance(rows[2], RowProblem) and "int" in rows[2].remedy


@pytest.mark.parametrize("name", ["none.jsonl", "rows.csv", "broken.parquet"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str):
    for made in ("rows.csv", "broken.parquet"):
        (tmp_path / made).write_text("a,b\n")
    with pytest.raises(RowsError, match=name):
        list(read_rows(tmp_path / name))
