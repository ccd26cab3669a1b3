"""Keeps benchmarks out of the data: candidates, seeds included, that repeat an item's words are rejected."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from schemas.candidate import Candidate, Stage
from schemas.spec import EvolveSpec
from tasks.check.overlap import Item, Overlap
from tasks.field_names import STATEMENT, Fields, find_fields
from tasks.row_file import Row, RowProblem, RowsError, read_rows

REASON = "benchmark_overlap"


def find_overlaps(spec: EvolveSpec, candidates: Sequence[Candidate]) -> dict[str, str]:
    """What each candidate that repeats a benchmark's words repeats, by its id.

    Raises:
        RowsError: a benchmark's file can't be read.
    """
    if not spec.decontaminate or not candidates:
        return {}
    said = benchmarks(spec.decontaminate).find([candidate.statement for candidate in candidates])
    return {candidate.id: found for candidate, found in zip(candidates, said, strict=True) if found}


def without_benchmarks(spec: EvolveSpec, seeds: Sequence[Candidate]) -> list[Candidate]:
    """Seeds, those rejected that repeat a benchmark's words."""
    overlaps = find_overlaps(spec, seeds)
    return [
        seed.reject(Stage.deduplicate, REASON, overlaps[seed.id]) if seed.id in overlaps else seed for seed in seeds
    ]


@lru_cache(maxsize=1)
def benchmarks(files: tuple[str, ...]) -> Overlap:
    """The items of some files, read once a process.

    Raises:
        RowsError: a file can't be read.
    """
    return Overlap(item for file in files for item in read_benchmark(Path(file))[1])


def read_benchmark(file: Path) -> tuple[Fields, list[Item]]:
    """A benchmark's fields, and its items, named by file and row.

    Raises:
        RowsError: no such file, no known format, or no words under any of the names in use.
    """
    rows = list(read_rows(file))
    fields = find_fields(rows)
    items = list(items_of(file, rows, fields))
    if not items:
        raise RowsError(
            f"{file} holds no words to compare with; they are looked for under {', '.join(STATEMENT)}: rename the field"
        )
    return fields, items


def items_of(file: Path, rows: Sequence[tuple[int, Row | RowProblem]], fields: Fields) -> Iterator[Item]:
    """The items that have words.

    Raises:
        RowsError: a row is none.
    """
    for line, row in rows:
        if isinstance(row, RowProblem):
            raise RowsError(f"{file} can't be read as a benchmark:", (row,))
        words = row.get(fields.statement)
        if isinstance(words, str) and words.strip():
            yield f"{file.name}, row {line}", words
