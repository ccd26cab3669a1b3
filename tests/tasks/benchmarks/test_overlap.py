"""Overlap: items that two sets share are found, so that an average counts each once."""

import pytest

from schemas.benchmark_item import BenchmarkItem, BenchmarkSet
from schemas.benchmark_spec import BenchmarkSpec
from schemas.label import Label, LabelKind
from schemas.teacher_spec import TeacherSpec
from tasks.benchmarks.loading import load_sets
from tasks.benchmarks.overlap import repeated, shared_items
from tests.published import SHARED

MILL = (
    "A mill grinds wheat and rye. A ton of wheat takes 3 hours and earns 70 dollars, a ton of rye takes 2 hours and "
    "earns 45 dollars. There are 48 hours. How many tons of each should be ground so that the earnings are as large "
    "as possible, if at most 12 tons of wheat can be had?"
)
OTHER = "A farmer plants corn on 10 acres. Each acre of corn earns 5 dollars. What are the largest earnings?"


def made(name: str, *questions: str) -> BenchmarkSet:
    label = Label(kind=LabelKind.optimal_value, value=1.0)
    items = tuple(BenchmarkItem(id=f"{name}{at}", question=q, label=label, line=at) for at, q in enumerate(questions))
    return BenchmarkSet(name=name, items=items, source=name, checksum=name)


def test_equal_words_are_shared_whatever_their_case_blanks_and_signs():
    (shared,) = shared_items([made("a", MILL, OTHER), made("b", MILL.upper().replace(". ", ".\n"))])
    assert (shared.items, shared.exact, shared.same_label) == ((("a0", "b0"),), 1, 1)


def test_a_small_edit_is_still_the_same_item_and_another_number_is_not():
    (shared,) = shared_items([made("a", MILL), made("b", MILL.replace("How many tons", "Find how many tons"))])
    assert len(shared.items) == 1 and shared.exact == 0
    assert shared_items([made("a", MILL), made("b", MILL.replace("48", "60").replace("70", "90"))]) == ()


def test_of_a_shared_item_the_later_set_repeats():
    assert repeated([made("a", MILL, OTHER), made("b", OTHER)]) == {("b", "b0")}


def test_the_documented_overlap_of_two_public_sets_is_found():
    files = [SHARED / "data" / "benchmarks" / name for name in ("NL4OPT.json", "OptiBench.json")]
    if not all(file.exists() for file in files):
        pytest.skip(f"no benchmarks in {SHARED}; set OPTMILL_SHARED to the folder that holds data/benchmarks")
    spec = BenchmarkSpec(sets=tuple(map(str, files)), model=TeacherSpec(model="openai/nobody"))
    (shared,) = shared_items(load_sets(spec))
    assert shared.exact == 188 and len(shared.items) == 198
