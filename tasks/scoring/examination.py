"""Looks at one captured model: is what was told of it true, was the answer worked out beforehand, what if flipped?"""

from schemas.finding import Doubt, Finding, Question
from schemas.solve import ANSWERS, TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.mps import read_mps
from tasks.sandbox.verify import close
from tasks.scoring.core import flipped
from tasks.scoring.doubts import doubts_about_conflict, doubts_about_optimum, doubts_about_text
from tasks.scoring.resolving import resolve

OPTIMAL, INFEASIBLE = TerminationStatus.optimal, TerminationStatus.infeasible


def examine(question: Question) -> Finding:
    """Look at a model; one that is not linear is only read."""
    try:
        model = read_mps(question.model_mps)
    except AlgebraError:
        return Finding(linear=False, doubts=doubts_in_text(question))
    again = resolve(model) if question.right else None
    confirmed = bears_out(question, model, again) if again else None
    other = flipped(model) if question.flip else None
    found = resolve(other) if other else None
    return Finding(
        confirmed=confirmed,
        doubts=doubts(question, model, again) if again and confirmed else (),
        flipped_status=found.status if found else None,
        flipped_objective=found.objective if found else None,
    )


def bears_out(question: Question, model: LinearModel, again: Answer) -> bool | None:
    """Whether a second solve gives what was told; None where the second one proves nothing."""
    if question.status not in ANSWERS or again.status not in ANSWERS:
        return None
    if question.status is not again.status:
        return False
    if question.status is not OPTIMAL:
        return True
    same_sense = question.sense in (None, model.sense) or not any(column.cost for column in model.columns)
    return same_sense and close(question.objective, again.objective)


def doubts(question: Question, model: LinearModel, again: Answer) -> tuple[Doubt, ...]:
    """Why a right answer may have been worked out beforehand."""
    if question.status is OPTIMAL and question.objective is not None:
        return doubts_about_optimum(model, question.objective, question.statement, again.values)
    return doubts_about_conflict(model, question.statement) if question.status is INFEASIBLE else ()


def doubts_in_text(question: Question) -> tuple[Doubt, ...]:
    """The same for a model that is not linear."""
    if not question.right or question.objective is None:
        return ()
    return doubts_about_text(question.model_mps, question.objective, question.statement)
