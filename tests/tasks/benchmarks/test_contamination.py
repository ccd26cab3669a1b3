"""Which problems stand in another collection: word for word, or nearly."""

import pytest

from tasks.benchmarks.contamination import overlap, overlaps
from tests.published import SHARED
from tests.tasks.benchmarks.test_overlap import MILL, OTHER

FOLDER = SHARED / "data" / "benchmarks"


def test_equal_and_near_items_are_counted_apart():
    edited = MILL.replace("How many tons", "Find how many tons")
    found = overlap(("lake", [("a", MILL.upper()), ("b", edited), ("c", OTHER)]), ("set", [("m", MILL)]))
    assert (found.items, found.exact, found.near) == (3, 1, 2)
    assert [pair[:2] for pair in found.pairs] == [("a", "m"), ("b", "m")]


@pytest.mark.skipif(not FOLDER.exists(), reason=f"no benchmarks in {FOLDER}")
def test_nl4opt_stands_in_optibench():
    (found,) = overlaps("", [str(FOLDER / "NL4OPT.json"), str(FOLDER / "OptiBench.json")])
    assert abs(found.exact - 188) <= 2 and abs(found.near - 198) <= 2
