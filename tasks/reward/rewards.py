"""The rewards by name: a completion in, what it earns and why out.

- `evom`, as published: up to 1 for the tags, and 1 for the answer, which is read from what the program prints, at
  absolute or relative 1e-4; a label without a solution is answered by a status, printed or the solver's own. Whoever
  prints the label earns it: it is here to be compared with, and for whoever wants the paper's training.
- `storm`, as published: 1 for a number in the box within relative 1e-3. Nothing is run for it.
- `optmill`: 1 when the captured model, solved again where the program never ran, has the label's answer at relative
  1e-4 (so that a wrong kind of variable counts as wrong, and is told apart), its status, and rests on the question's
  numbers; else 0. No form and no execution earns anything, so that nothing but solving can be learned from it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.benchmark_spec import AnswerSource
from schemas.label import WITHOUT_SOLUTION, Label
from schemas.reward import Completed, Rewarded, RewardName
from schemas.rollout import Answering, Rollout, Way
from schemas.rule import DEFAULT_RULE
from schemas.score import Reason
from schemas.solve import Limits
from tasks.answering.interpreter import read_boxed
from tasks.benchmarks.labels import read_label
from tasks.reward.tags import reward_tags, tagged_program
from tasks.sandbox.door import Door
from tasks.scoring.examiner import Examiner
from tasks.scoring.judging import NO_SOLUTION, judge
from tasks.scoring.programs import find_program
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer, with_solve


@dataclass(frozen=True)
class Bench:
    """What a reward works with."""

    door: Door
    examiner: Examiner
    limits: Limits


Reward = Callable[[Completed, Bench], Rewarded]


def evom(completed: Completed, bench: Bench) -> Rewarded:
    """EVOM's reward."""
    form, label = reward_tags(completed.text), read_label(completed.question.answer)
    answered = rollout_of(completed, tagged_program(completed.text))
    if answered.answering.program is not None:
        solve = bench.door.run_program(answered.answering.program, answered.solver, bench.limits)
        answered = with_solve(answered, solve, values=True)
    right, reason = judge(answered, label, RULES["evom-strict"], AnswerSource.printed)
    if not right and has_labels_status(answered, label):
        right, reason = True, Reason.no_solution
    return Rewarded(reward=form + right, form=form, answer=float(right), reason=reason)


def has_labels_status(answered: Rollout, label: Label) -> bool:
    """Whether a program that ended well left its solver in the status that the label names."""
    return label.kind in WITHOUT_SOLUTION and answered.exit_code == 0 and answered.status in NO_SOLUTION[label.kind]


def storm(completed: Completed, bench: Bench) -> Rewarded:
    """STORM's reward."""
    _ = bench
    label = read_label(completed.question.answer)
    right, reason = judge(rollout_of(completed, None), label, RULES["calm"], AnswerSource.boxed)
    return Rewarded(reward=float(right), answer=float(right), reason=reason)


def optmill(completed: Completed, bench: Bench) -> Rewarded:
    """Our reward."""
    rule, label = RULES[DEFAULT_RULE], read_label(completed.question.answer)
    answered = rollout_of(completed, completed.program or find_program(completed.text))
    scorer = Scorer(bench.door, bench.examiner, bench.limits, (rule,))
    right, reason = judge(scorer.run(answered, completed.question.statement, (label,)), label, rule)
    return Rewarded(reward=float(right), answer=float(right), reason=reason)


def rollout_of(completed: Completed, program: str | None) -> Rollout:
    """A completion as scoring knows it."""
    question = completed.question
    return Rollout(
        id=question.id,
        set="training",
        item_id=question.id,
        solver=question.solver,
        way=Way.recorded,
        model="",
        answering=Answering(completion=completed.text, program=program, boxed=read_boxed(completed.text)),
    )


REWARDS: dict[RewardName, Reward] = {
    RewardName.evom: evom,
    RewardName.storm: storm,
    RewardName.optmill: optmill,
}
