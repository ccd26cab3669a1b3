"""Integer or continuous: both are solved, and where the optima differ the words must say which is meant."""

from schemas.formulation import VariableKind
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.numbers import are_whole
from tasks.check.asked_type import asked_type, is_measured
from tasks.check.finding import Finding, conclude, measured, no_capture, unclear, undecided
from tasks.check.subject import Subject
from tasks.second_opinion.solving import FEW_NODES, in_words, same_answer, solve_tightly, told
from tasks.second_opinion.variants import flipped


def check(subject: Subject) -> Verdict:
    """Solve the model with the other variable type, and ask the words where that matters."""
    model, optimum = subject.model, subject.optimum
    if model is None or optimum is None:
        return conclude(subject, CheckerName.flipped_type, no_capture(subject))
    other_model = flipped(model)
    if other_model is None:
        return conclude(subject, CheckerName.flipped_type, None)
    kinds, asked = {column.kind for column in model.columns}, wanted(subject)
    other = answer_of(other_model, optimum, is_settled=judge("", kinds, asked) is None)
    if other is None:
        return conclude(subject, CheckerName.flipped_type, None if told(optimum) else undecided(optimum))
    found = compare((optimum, other), kinds, asked)
    return conclude(subject, CheckerName.flipped_type, found, figures=measured(flipped_objective=other.objective))


def answer_of(flipped_model: LinearModel, optimum: Answer, *, is_settled: bool) -> Answer | None:
    """The answer with the other variable type, without a search where there is one to be had, or none is needed.

    Args:
        flipped_model: the model with the other type.
        optimum: the model's own answer.
        is_settled: whether the words allow the model's own type, whatever the other gives.

    Returns:
        None: it takes a search that decides nothing. A whole optimum is that of the whole numbers as well.
    """
    whole = [place for place, column in enumerate(flipped_model.columns) if column.kind is VariableKind.integer]
    if whole and optimum.values:
        if are_whole(optimum.values, whole):
            return optimum
        if is_settled:
            return None
    return solve_tightly(flipped_model, FEW_NODES, presolve=False)


def compare(answers: tuple[Answer, Answer], kinds: set[VariableKind], asked: VariableKind | None) -> Finding | None:
    """What the words say of two different answers, the model's own first."""
    if not told(answers[0]):
        return undecided(answers[0])
    if told(answers[1]) and same_answer(*answers):
        return None
    own, other = map(in_words, answers)
    both = f"the answer is {own} as the model has it and {other} with the other variable type"
    found = judge(both, kinds, asked)
    return undecided(answers[1]) if found and not told(answers[1]) else found


def wanted(subject: Subject) -> VariableKind | None:
    """The type that the words force, by themselves or by the units of the formulation's variables."""
    statement, formulation = subject.candidate.statement, subject.formulation
    asked = asked_type(statement)
    measured_by_units = formulation is not None and is_measured(formulation, statement)
    return VariableKind.continuous if asked is None and measured_by_units else asked


def judge(both: str, kinds: set[VariableKind], asked: VariableKind | None) -> Finding | None:
    """Whether the model's kinds are what was asked for; whole numbers may be asked of its yes/no variables alone."""
    if asked is VariableKind.integer and kinds == {VariableKind.continuous}:
        return Finding("lost_integrality", f"{both}; the words ask for whole numbers: make the variables integer")
    if asked is VariableKind.continuous and VariableKind.integer in kinds and VariableKind.continuous not in kinds:
        return Finding("invented_integrality", f"{both}; the words allow parts: make the variables continuous")
    if asked is None or (asked is VariableKind.integer and VariableKind.integer not in kinds):
        return unclear("type_ambiguous", f"{both}; let the words say whether parts make sense")
    return None
