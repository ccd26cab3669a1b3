"""The page of a benchmark run: its matrix, its comparison with other runs, and published figures marked as such."""

import re

import pytest

from schemas.benchmark_run import BenchmarkManifest, SetRecord
from schemas.benchmark_spec import BenchmarkSpec
from schemas.figure import Figure
from schemas.rollout import Answering, Rollout, Way
from schemas.rule import DEFAULT_RULE
from schemas.score import Reason, Score
from schemas.solve import SolverName, TerminationStatus
from tasks.lake.benchmark_partition import publish_run
from tasks.lake.lake import Lake
from tasks.report.benchmark_page import write_benchmark_report
from tasks.report.published_figures import benchmark_of, published_for
from tasks.scoring.matrix import averages, compare, figures, reasons, rule_changes

ITEMS = [str(number) for number in range(20)]


def rollouts(model: str, samples: int = 1) -> list[Rollout]:
    return [
        Rollout(
            id=f"{model}-{item}-{sample}",
            set="nl4opt",
            item_id=item,
            sample=sample,
            solver=SolverName.copt,
            way=Way.recorded,
            model=model,
            answering=Answering(completion="said", program="print('<b>')"),
            status=TerminationStatus.optimal,
            objective=float(sample % 2),
            confirmed=True,
        )
        for item in ITEMS
        for sample in range(samples)
    ]


def scores(found: list[Rollout], right: set[str], rule: str = DEFAULT_RULE) -> list[Score]:
    return [
        Score(
            rollout_id=one.id,
            set=one.set,
            item_id=one.item_id,
            sample=one.sample,
            solver=one.solver,
            labels=one.set,
            rule=rule,
            correct=one.item_id in right,
            reason=Reason.optimal_value if one.item_id in right else Reason.wrong_value,
            label="1",
        )
        for one in found
    ]


def manifest(run: str) -> BenchmarkManifest:
    return BenchmarkManifest(
        run=run,
        schema_version=1,
        spec=BenchmarkSpec(run=run, completions=("gone.jsonl",)),
        spec_hash="0",
        sets=(SetRecord(name="nl4opt", source="gone.jsonl", checksum="ab" * 32, items=20, problems=("row 3 is bad",)),),
        code_version="0",
        model="",
        door="local",
        rollouts=20,
        started="2026-01-01T00:00:00+00:00",
        finished=f"2026-01-01T00:00:0{len(run)}+00:00",
        seconds=1.0,
        host="here",
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lake")
    lake = Lake(folder)
    for run, right in (("first", set(ITEMS[:15])), ("second", set(ITEMS[5:18]))):
        found = rollouts(run)
        publish_run(lake, manifest(run), found, [*scores(found, right), *scores(found, right | {"19"}, "orlm")])
    return write_benchmark_report(str(folder), "first").read_text()


def test_the_headline_says_counts_share_and_interval(page: str):
    assert "<b>15 of 20</b> right under relative-1e-4, 75.0% (95 % interval 53.1% to 88.8%)" in page


def test_the_other_run_is_compared_by_a_paired_test(page: str):
    row = re.search(r"<td>second</td>(.*?)</tr>", page)
    assert row is not None
    assert re.findall(r">([\d.]+)<", row[1]) == ["20", "15", "13", "5", "3", "0.73"]


def test_published_figures_are_marked_as_published(page: str):
    assert '84.1 % <span class="soft">published</span>' in page and "none of them was measured here" in page


def test_the_page_names_what_was_left_out_and_needs_nothing_beside_itself(page: str):
    assert "row 3 is bad" in page and "abababababababab" in page
    assert "http://" not in page.replace("http://www.w3.org", "") and "<script" not in page
    assert "print(&#39;&lt;b&gt;&#39;)" in page


def test_an_item_that_a_lenient_rule_wins_is_listed(page: str):
    assert "<td>relative-1e-4</td><td>orlm</td><td>1: 19</td><td>0</td>" in page


@pytest.mark.parametrize(
    ("name", "known"),
    [("NL4OPT", "nl4opt"), ("mamo_easy_lp", "mamo-easy"), ("industryor-fixed", "industryor"), ("mine", "")],
)
def test_a_set_is_known_by_its_name(name: str, known: str):
    assert benchmark_of(name) == known
    assert bool(published_for(name, "")) is bool(known)


def test_samples_give_a_mean_pass_at_k_majority_and_best():
    found = rollouts("many", samples=4)
    odd = [score.model_copy(update={"correct": score.sample % 2 == 1}) for score in scores(found, set(ITEMS))]
    (figure,) = figures(found, odd)
    assert isinstance(figure, Figure) and figure.samples == 4 and figure.right == 10
    assert figure.pass_at == {1: 0.5, 2: pytest.approx(5 / 6), 4: 1.0}
    assert (figure.majority, figure.best_of) == (0.0, 0.0)


def test_averages_leave_repeats_out_and_comparisons_pair_items():
    found = rollouts("one")
    held = scores(found, set(ITEMS[:10]))
    (average,) = averages(held, {("nl4opt", item) for item in ITEMS[:5]})
    assert (average.micro, average.items) == (0.5, 20)
    assert average.micro_without_repeats == pytest.approx(5 / 15)
    (pair,) = compare(("one", held), ("two", scores(found, set(ITEMS[9:]))), DEFAULT_RULE)
    assert (len(pair.left_only), len(pair.right_only), pair.items) == (9, 10, 20)
    assert [(row.reason.value, row.count) for row in reasons(held, DEFAULT_RULE)] == [
        ("optimal_value", 10),
        ("wrong_value", 10),
    ]
    (change,) = rule_changes([*held, *scores(found, set(ITEMS[:12]), "orlm")])
    assert (change.left, change.right, change.won, change.lost) == (DEFAULT_RULE, "orlm", ("10", "11"), ())
