"""Public benchmarks, where they are at hand."""

from pathlib import Path

import pytest

from tests.published import SHARED

FOLDER = SHARED / "data" / "benchmarks"
ROWS = {
    "NL4OPT.json": 245,
    "OptMATH_Bench.json": 166,
    "OptiBench.json": 605,
    "mamo_easy_lp.jsonl": 652,
    "mamo_complex_lp.jsonl": 211,
}


def benchmarks_or_skip() -> list[Path]:
    """The files, or a skipped test."""
    files = [FOLDER / name for name in ROWS]
    if not all(file.exists() for file in files):
        pytest.skip(f"no benchmarks in {FOLDER}; set OPTMILL_SHARED to the folder that holds data/benchmarks")
    return files
