"""What completions earn, by the published rewards and by ours."""

import json
from collections.abc import Iterator

import pytest

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, RewardName, RewardSpec
from schemas.score import Reason
from schemas.solve import DoorName, SolverName
from tasks.reward.court import Court
from tasks.sandbox.door import Door, LocalDoor, SandboxError, UnsupportedSolver
from tasks.sandbox.local import LocalLauncher
from tasks.scoring.programs import find_program
from tests.measure_rewards import ORLM, by_rule, question_of
from tests.red_team_cases import QUESTIONS, attacks
from tests.tasks.reward.completions import FULL, tagged

SAMPLE = 12
"""Every so many items of the published programs; all of them are measured by `tests/measure_rewards.py`."""


def spec(name: RewardName) -> RewardSpec:
    """A reward whose programs run on this machine."""
    return RewardSpec(name=name, door=DoorName.local)


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    """One door for all tests."""
    with LocalDoor() as opened:
        yield opened


def question(statement: str, answer: str, solver: SolverName = SolverName.pulp) -> PolicyQuestion:
    """A question that nobody is asked."""
    return PolicyQuestion(id="q", prompt=(), statement=statement, solver=solver, answer=answer)


def test_evom_pays_what_was_worked_out_by_hand(door: Door):
    assert len(FULL) == 40
    with Court(spec(RewardName.evom), door) as court:
        found = court.settle([Completed(question=question("", paid.label), text=paid.text) for paid in FULL])
    told = [(earned.form, earned.answer, earned.reward) for earned in found.rewarded]
    assert told == [(paid.form, paid.answer, paid.form + paid.answer) for paid in FULL]


@pytest.mark.skipif(not ORLM.exists(), reason="the published programs of ../shared are not here")
@pytest.mark.parametrize("name", ["nl4opt", "industryor"])
def test_evoms_answer_is_the_benchmarks_strict_rule_item_by_item(name: str, door: Door):
    rows = [json.loads(line) for line in (ORLM / f"{name}.jsonl").read_text().splitlines()][::SAMPLE]
    programs = [find_program(row["completion"]) or "" for row in rows]
    asked = [question_of(row) for row in rows]
    with Court(spec(RewardName.evom), door) as court:
        batch = [Completed(question=each, text=tagged(program)) for each, program in zip(asked, programs, strict=True)]
        found = [earned.answer for earned in court.settle(batch).rewarded]
        assert found == [by_rule(court, each, program) for each, program in zip(asked, programs, strict=True)]


@pytest.mark.parametrize(
    ("text", "label", "earned"),
    [
        ("so it is \\boxed{28}", "28", 1.0),
        ("\\boxed{27} no, \\boxed{28.02}", "28", 1.0),
        ("\\boxed{28.03}", "28", 0.0),
        ("28", "28", 0.0),
        ("\\boxed{No Best Solution}", "No Best Solution", 1.0),
        ("\\boxed{28}", "No Best Solution", 0.0),
    ],
)
def test_storm_pays_for_the_box_alone(text: str, label: str, earned: float, door: Door):
    with Court(spec(RewardName.storm), door) as court:
        assert court.settle([Completed(question=question("", label), text=text)]).rewarded[0].reward == earned


def test_nobody_of_the_red_team_earns_ours_and_all_honest_ones_do(door: Door):
    team = attacks()
    batch = [
        Completed(
            question=question(QUESTIONS[attack.question][0], str(QUESTIONS[attack.question][1]), attack.solver),
            text=f"```python\n{attack.source}\n```",
        )
        for attack in team
    ]
    with Court(spec(RewardName.optmill), door) as court:
        found = court.settle(batch)
    assert {a.name for a, earned in zip(team, found.rewarded, strict=True) if (earned.reward > 0) != a.right} == set()


@pytest.mark.parametrize("text", ["", "28", "```python\nprint(28.0)\n```", tagged("print(28.0)"), "\\boxed{28}"])
def test_ours_pays_nothing_for_words(text: str, door: Door):
    with Court(spec(RewardName.optmill), door) as court:
        assert (
            court.settle([Completed(question=question("Seven times four?", "28"), text=text)]).rewarded[0].reward == 0
        )


class Breaking(LocalLauncher):
    """Starts servers, but the first few times something is broken."""

    def __init__(self, times: int, error: type[SandboxError] = SandboxError) -> None:
        """Break so often."""
        self.left, self.error = times, error

    def start(self, place):  # pyright: ignore[reportMissingParameterType, reportUnknownParameterType] - as the base
        """Start one, or break."""
        if self.left:
            self.left -= 1
            raise self.error("out of order")
        return super().start(place)


def test_a_broken_sandbox_is_tried_again_and_never_pays_nothing():
    with Door(Breaking(2), 1) as broken, Court(spec(RewardName.evom), broken) as court:
        found = court.settle([Completed(question=question("", "28"), text=tagged("print(28.0)"))])
    assert found.rewarded[0].answer == 1
    assert found.retries == 2


def test_a_sandbox_that_can_not_run_a_solver_is_an_error_and_not_tried_again():
    breaking = Breaking(9, UnsupportedSolver)
    with (
        Door(breaking, 1) as broken,
        Court(spec(RewardName.evom), broken) as court,
        pytest.raises(UnsupportedSolver, match="out of order"),
    ):
        court.settle([Completed(question=question("", "28"), text=tagged("print(28.0)"))])
    assert breaking.left == 8


def test_a_batch_tells_its_time_and_why_each_answer_failed(door: Door):
    with Court(spec(RewardName.evom), door) as court:
        texts = [tagged("import time\ntime.sleep(0.3)\nprint(1)"), tagged("raise ValueError"), "nothing"]
        found = court.settle([Completed(question=question("", "28"), text=text) for text in texts])
    assert [earned.reason for earned in found.rewarded] == [Reason.wrong_value, Reason.crashed, Reason.unreadable]
    assert found.rewarded[0].seconds > 0.3
    assert found.seconds >= found.rewarded[0].seconds


def test_a_program_has_ten_seconds_and_two_gigabytes():
    assert (RewardSpec().limits.wall_seconds, RewardSpec().limits.memory_mib) == (10.0, 2048)
