import json
from pathlib import Path

import pytest

from schemas.candidate import Stage
from schemas.spec import EvolveSpec
from tasks.decontaminate import find_overlaps, read_benchmark, without_benchmarks
from tasks.row_file import RowsError
from tasks.seed_file import read_seeds, seed_candidates

SEEDS = seed_candidates(read_seeds()[:6], "c")


def benchmark(path: Path) -> Path:
    """Two of the seeds' words under a benchmark's names, and other words."""
    words = [SEEDS[2].statement, SEEDS[4].statement, "Nothing that anybody would repeat."]
    path.write_text(json.dumps([{"Question": text, "Answer": 1} for text in words]))
    return path


def test_seeds_that_repeat_a_benchmark_are_rejected_with_the_item_named(tmp_path: Path):
    spec = EvolveSpec(decontaminate=(str(benchmark(tmp_path / "bench.json")),))
    marked = without_benchmarks(spec, SEEDS)
    assert [seed.is_alive() for seed in marked] == [True, True, False, True, False, True]
    assert (marked[4].rejected_stage, marked[4].rejected_reason) == (Stage.deduplicate, "benchmark_overlap")
    assert marked[4].rejected_detail.startswith("bench.json, row 2 has")


def test_without_benchmarks_nothing_is_looked_at():
    assert find_overlaps(EvolveSpec(), SEEDS) == {}


def test_a_file_without_words_is_refused_with_the_names_that_are_looked_for(tmp_path: Path):
    (tmp_path / "bench.jsonl").write_text('{"text": "words"}\n')
    with pytest.raises(RowsError, match=r"bench.jsonl holds no words .* en_question, question"):
        read_benchmark(tmp_path / "bench.jsonl")


def test_a_row_that_is_none_is_named(tmp_path: Path):
    (tmp_path / "bench.jsonl").write_text('{"question": "words"}\nnot json\n')
    with pytest.raises(RowsError, match=r"bench.jsonl, line 2"):
        read_benchmark(tmp_path / "bench.jsonl")


def test_where_a_benchmark_lies_decides_no_row_and_which_one_it_is_does():
    here, there, other = (EvolveSpec(decontaminate=(path,)) for path in ("/a/x.json", "/b/x.json", "/a/y.json"))
    assert here.spec_hash() == there.spec_hash() != other.spec_hash()
