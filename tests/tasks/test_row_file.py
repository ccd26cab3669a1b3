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
def test_half_a_sign_becomes_a_question_mark_and_a_whole_one_stays(tmp_path: Path, name: str):
    row = r'{"question": "\uD83D or \ud83d\ude00"}'
    (tmp_path / name).write_text(f"[{row}]" if name == "array.json" else row)
    assert list(read_rows(tmp_path / name)) == [(1, {"question": "? or \U0001f600"})]


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


@pytest.mark.parametrize("name", ["rows.jsonl", "array.json"])
def test_a_mark_of_the_encoding_is_no_part_of_the_first_row(tmp_path: Path, name: str):
    text = json.dumps(ROWS) if name == "array.json" else "\r\n".join(json.dumps(row) for row in ROWS)
    (tmp_path / name).write_text(text, encoding="utf-8-sig")
    assert list(read_rows(tmp_path / name)) == [(1, ROWS[0]), (2, ROWS[1])]


def test_words_in_another_encoding_are_named_and_not_changed(tmp_path: Path):
    lines = [json.dumps({"question": words}, ensure_ascii=False) for words in ("tea", "caf\u00e9")]
    (tmp_path / "rows.jsonl").write_bytes("\n".join(lines).encode("latin-1"))
    with pytest.raises(RowsError, match=r"rows.jsonl is not UTF-8: line 2 holds the byte 0xe9.*save it as UTF-8"):
        list(read_rows(tmp_path / "rows.jsonl"))


@pytest.mark.parametrize("name", ["deep.jsonl", "deep.json"])
def test_brackets_without_end_are_a_problem_of_their_row(tmp_path: Path, name: str):
    (tmp_path / name).write_text("[" * 200_000)
    ((_, row),) = read_rows(tmp_path / name)
    assert isinstance(row, RowProblem) and "not JSON" in row.remedy
