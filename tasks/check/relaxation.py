"""The relaxation bounds the optimum: an integer optimum that is better than it was never one of this model."""

from schemas.solve import ObjectiveSense, TerminationStatus
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.check.finding import Finding, conclude, measured, no_capture, undecided
from tasks.check.subject import Subject
from tasks.second_opinion.solving import SAME, in_words, solve_tightly, told
from tasks.second_opinion.variants import is_relaxed, relaxed


def check(subject: Subject) -> Verdict:
    """Hold what the program found against the relaxation of its model."""
    model = subject.model
    if model is None or subject.optimum is None:
        return conclude(subject, CheckerName.relaxation, no_capture(subject))
    bound = subject.optimum if is_relaxed(model) else solve_tightly(relaxed(model))
    if not told(bound):
        return conclude(subject, CheckerName.relaxation, undecided(bound))
    claimed = subject.solve.objective if subject.solve else None
    found = beyond(model, bound, claimed)
    figures = measured(relaxation_objective=bound.objective, relaxation_gap=gap(bound.objective, claimed))
    return conclude(subject, CheckerName.relaxation, found, figures=figures)


def beyond(model: LinearModel, bound: Answer, claimed: float | None) -> Finding | None:
    """An optimum that is better than its bound, or one of a model that has no solution even when relaxed."""
    if claimed is None:
        return None
    if bound.status is TerminationStatus.infeasible or is_better(model, claimed, bound.objective):
        detail = f"the program's optimum is {claimed:.10g}, its relaxation gives {in_words(bound)}"
        return Finding("beyond_relaxation", f"{detail}; take the objective value from the solver's model")
    return None


def is_better(model: LinearModel, value: float, bound: float | None) -> bool:
    """Whether a value is better than a bound by more than noise; nothing is better than no bound."""
    if bound is None:
        return False
    gain = value - bound if model.sense is ObjectiveSense.maximize else bound - value
    return gain > SAME * max(1.0, abs(bound))


def gap(bound: float | None, optimum: float | None) -> float | None:
    """Distance between optimum and relaxation, relative to the larger of the optimum and 1."""
    return None if bound is None or optimum is None else abs(bound - optimum) / max(1.0, abs(optimum))
