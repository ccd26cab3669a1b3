from pathlib import Path

from schemas.benchmark_spec import FieldNames
from schemas.json_lines import read_lines


def test_a_line_ends_at_a_line_feed_and_at_no_other_sign(tmp_path: Path):
    nouns = [FieldNames(question="One\u2028two\x85three?"), FieldNames(question="Four?")]
    file = tmp_path / "nouns.jsonl"
    file.write_text("".join(f"{noun.model_dump_json()}\n" for noun in nouns), encoding="utf-8")
    assert list(read_lines(FieldNames, file)) == nouns
