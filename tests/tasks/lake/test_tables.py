# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from collections.abc import Iterator

import pyarrow as pa
import pytest

from schemas.candidate import Candidate, Difficulty
from schemas.evidence import Evidence
from schemas.frozen import Frozen
from schemas.round import Manifest, Survival
from schemas.solve import ModelStatistics, Solve
from schemas.step import SolveRecord
from schemas.teacher import Completion
from schemas.verdict import Verdict
from tasks.lake.tables import DIFFICULTY, EVIDENCE, STATISTICS, TABLES

IN_THE_PATH = {"campaign", "round"}
NOUNS: dict[str, tuple[type[Frozen], ...]] = {
    "candidates": (Candidate,),
    "verdicts": (Verdict,),
    "solves": (SolveRecord, Solve),
    "calls": (Completion,),
    "survival": (Survival,),
    "rounds": (Manifest,),
}


def fields_of(parts: Iterator[pa.Field]) -> Iterator[pa.Field]:
    for part in parts:
        yield part
        kind = part.type.value_type if pa.types.is_list(part.type) else part.type
        if pa.types.is_struct(kind):
            yield from fields_of(iter(kind))


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_a_noun_has_its_column(table: str) -> None:
    fields = {name for noun in NOUNS[table] for name in noun.model_fields}
    assert fields - IN_THE_PATH - {"solve"} == set(TABLES[table].names) - {"candidate_ids"}


@pytest.mark.parametrize(
    ("noun", "struct"), [(Difficulty, DIFFICULTY), (Evidence, EVIDENCE), (ModelStatistics, STATISTICS)]
)
def test_every_field_of_a_part_has_its_place_in_the_struct(noun: type[Frozen], struct: pa.StructType) -> None:
    assert list(noun.model_fields) == [field.name for field in struct]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_it_means(table: str) -> None:
    assert all(field.metadata[b"meaning"] for field in fields_of(iter(TABLES[table])))


def test_the_manifest_is_published_last() -> None:
    assert list(TABLES) == ["verdicts", "solves", "calls", "survival", "candidates", "rounds"]
