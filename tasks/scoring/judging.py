"""Holds a rollout against a label by a rule: a pure function, so that any rule can be asked of what has run."""

import math
import re

from schemas.benchmark_spec import AnswerSource
from schemas.label import WITHOUT_SOLUTION, Label, LabelKind
from schemas.rollout import Outcome, Rollout
from schemas.rule import Flip, Rule
from schemas.score import RIGHT, Reason
from schemas.solve import TerminationStatus
from tasks.scoring.rules import accepts

S = TerminationStatus
NO_SOLUTION = {
    LabelKind.no_solution: (S.infeasible, S.unbounded, S.infeasible_or_unbounded),
    LabelKind.infeasible: (S.infeasible,),
    LabelKind.unbounded: (S.unbounded,),
}
"""Statuses that answer a label without a solution; a limit that was met answers none."""
FAILURES = {
    S.crashed: Reason.crashed,
    S.time_limit: Reason.timeout,
    S.memory_limit: Reason.memory,
    S.output_limit: Reason.memory,
    S.licence_limit: Reason.licence_size,
    S.no_model: Reason.no_model,
    S.forged: Reason.forged,
    S.infeasible: Reason.infeasible,
    S.unbounded: Reason.unbounded,
    S.infeasible_or_unbounded: Reason.infeasible,
    S.feasible: Reason.unproven,
    S.solver_limit: Reason.unproven,
}
NUMBER = re.compile(
    r"(-?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"(?:\s*(?:\\times|\\cdot|[×·*])\s*10\s*(?:\^|\*\*)\s*\{?\s*([+-]?\d{1,3})\}?)?"
)
"""A number, and the power of ten that it is multiplied by."""
GROUPED = re.compile(r"-?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:\.\d+)?")
SPACING = re.compile(r"\\,|\{,\}|(?<=\d)\\[;:! ](?=\d{3})|\\?[$€£]")
"""What LaTeX and money put between the signs of a number."""
Verdict = tuple[bool, Reason]


def judge(rollout: Rollout, label: Label, rule: Rule, answers: AnswerSource = AnswerSource.captured) -> Verdict:
    """Whether a rollout is right, and why.

    Args:
        rollout: what has run.
        label: the answer that it is held against.
        rule: how close is close enough.
        answers: where its answer is read; what is printed or boxed is believed only by rules whose papers did so.
    """
    if label.kind is LabelKind.none:
        return False, Reason.unlabelled
    if answers is not AnswerSource.captured and rule.printed:
        return judge_words(rollout, label, rule, answers)
    reason = reason_of(rollout, label, rule)
    return reason in RIGHT, reason


def reason_of(rollout: Rollout, label: Label, rule: Rule) -> Reason:
    """Why a rollout is right or wrong, by its captured model."""
    if rollout.status is None:
        return Reason.unreadable
    if matches(rollout.told, label, rule, rollout.values):
        return trusted(rollout, Reason.no_solution if label.kind in WITHOUT_SOLUTION else Reason.optimal_value)
    if rollout.confirmed is False:
        return Reason.forged
    if not rollout.doubts and accepts_flipped(rollout, label, rule):
        return Reason.other_type
    if rollout.status is not S.optimal:
        return FAILURES.get(rollout.status, Reason.crashed)
    suspected = rollout.flipped_model is not None and matches(rollout.flipped_model, label, rule)
    return Reason.wrong_type_suspected if suspected else Reason.wrong_value


def trusted(rollout: Rollout, right: Reason) -> Reason:
    """The reason for a right answer, if it may be believed."""
    if rollout.confirmed is None:
        return Reason.unconfirmed
    if not rollout.confirmed:
        return Reason.forged
    return Reason.worked_out if rollout.doubts else right


def matches(outcome: Outcome, label: Label, rule: Rule, values: tuple[float, ...] = ()) -> bool:
    """Whether an outcome is the label's."""
    if label.kind in WITHOUT_SOLUTION:
        return outcome.status in NO_SOLUTION[label.kind]
    if outcome.status is not S.optimal or outcome.objective is None:
        return False
    return accepts(outcome.objective, label, rule, values)


def accepts_flipped(rollout: Rollout, label: Label, rule: Rule) -> bool:
    """Whether the other variable type makes it right, under a rule that asks for it."""
    other = {Flip.none: None, Flip.model: rollout.flipped_model, Flip.source: rollout.flipped_source}[rule.flip]
    return other is not None and other.status is S.optimal and matches(other, label, rule)


def judge_words(rollout: Rollout, label: Label, rule: Rule, answers: AnswerSource) -> Verdict:
    """The same by what was printed, or boxed."""
    said = said_by(rollout, answers)
    if said is None:
        reason = Reason.unreadable if rollout.status is None else FAILURES.get(rollout.status, Reason.no_model)
        return False, reason
    if matches(said, label, rule, rollout.values):
        return True, Reason.no_solution if label.kind in WITHOUT_SOLUTION else Reason.optimal_value
    return False, Reason.wrong_value if said.status is S.optimal else Reason.infeasible


def said_by(rollout: Rollout, answers: AnswerSource) -> Outcome | None:
    """What a program printed, or a model boxed, as an outcome; None: nothing that can be read."""
    if answers is AnswerSource.boxed:
        return read_boxed(rollout.answering.boxed)
    if rollout.claims_no_solution:
        return Outcome(status=S.infeasible_or_unbounded)
    if rollout.claimed_objective is None or rollout.exit_code != 0:
        return None
    return Outcome(status=S.optimal, objective=rollout.claimed_objective)


def read_boxed(text: str | None) -> Outcome | None:
    """The outcome between the braces of a final answer."""
    if text is None:
        return None
    if re.search(r"no\s+(?:best\s+)?solution|infeasible|unbounded", text, re.IGNORECASE):
        return Outcome(status=S.infeasible_or_unbounded)
    plain = SPACING.sub("", text.replace("−", "-")).strip()
    found = NUMBER.findall("".join(plain.split()) if GROUPED.fullmatch(plain) else plain)
    value = float(found[-1][0].replace(",", "")) * float(f"1e{found[-1][1] or 0}") if found else math.inf
    return Outcome(status=S.optimal, objective=value) if math.isfinite(value) else None
