"""The rows that public programs scored under six rules come out again, item by item where two ways differ."""

import pytest

from schemas.benchmark_spec import BenchmarkSpec
from schemas.label import WITHOUT_SOLUTION
from schemas.score import Reason
from tasks.benchmarks.loading import load_sets
from tasks.scoring.scorer import Scorer
from tests.published import ABSENT, FOLDER
from tests.tasks.scoring.scored import Verdicts, right, run_set, verdicts

RULES_OF_THE_ROW = ("relative-1e-6", "relative-1e-4", "calm", "stepopt-code", "orlm", "sirl")
"""1e-6, 1e-4, 1e-3, rounding with 1e-4, 5 %, and 1e-6 with either variable type."""
PUBLISHED = {"nl4opt": (193, 193, 195, 199, 213, 216), "industryor": (35, 37, 37, 37, 38, 35)}
WITHOUT_A_NAMED_TYPE = {"nl4opt-68", "nl4opt-91", "nl4opt-126", "nl4opt-146", "nl4opt-154"}
"""Programs that name no variable type: flipped as models they are right, as texts there is nothing to swap."""


@pytest.fixture(scope="module")
def matrix(scorer: Scorer) -> dict[str, Verdicts]:
    files = tuple(str(FOLDER / f"{name}.jsonl") for name in PUBLISHED)
    if not FOLDER.exists():
        pytest.skip(ABSENT)
    return {each.name: verdicts(run_set(scorer, each), each) for each in load_sets(BenchmarkSpec(completions=files))}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_counts_come_out_under_each_of_the_six_rules(matrix: dict[str, Verdicts], name: str):
    assert tuple(len(right(matrix[name], rule)) for rule in RULES_OF_THE_ROW) == PUBLISHED[name]


def test_thirteen_labels_without_a_solution_are_matched_by_status_three_of_them_written_as_sentinels(
    matrix: dict[str, Verdicts],
):
    (read,) = load_sets(BenchmarkSpec(completions=(str(FOLDER / "nl4opt.jsonl"),)))
    without = {item.id for item in read.items if item.label.kind in WITHOUT_SOLUTION}
    matched = without & right(matrix["nl4opt"], "relative-1e-4")
    text = (FOLDER / "nl4opt.jsonl").read_text().splitlines()
    sentinels = {name for name in matched if any(f'"id": "{name}"' in row and "-99999" in row for row in text)}
    assert (len(without), len(matched), len(sentinels)) == (22, 13, 3)


def test_the_two_ways_of_flipping_differ_in_the_programs_that_name_no_type(matrix: dict[str, Verdicts]):
    by_text, by_model = (right(matrix["nl4opt"], rule) for rule in ("sirl", "optmath-paper"))
    assert by_text < by_model and by_model - by_text == WITHOUT_A_NAMED_TYPE


def test_every_item_that_a_flip_wins_is_suspected_of_its_type_under_the_default_rule(matrix: dict[str, Verdicts]):
    won = right(matrix["nl4opt"], "optmath-paper") - right(matrix["nl4opt"], "relative-1e-4")
    assert len(won) == 28
    assert {matrix["nl4opt"]["relative-1e-4"][name][1] for name in won} == {Reason.wrong_type_suspected}


@pytest.mark.parametrize("name", PUBLISHED)
def test_no_honest_program_is_taken_for_one_that_was_worked_out_beforehand(matrix: dict[str, Verdicts], name: str):
    found = {reason for verdicts in matrix[name].values() for _, reason in verdicts.values()}
    assert not found & {Reason.worked_out, Reason.unconfirmed, Reason.forged}
