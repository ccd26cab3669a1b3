"""Integer or continuous: both are solved, and where the optima differ the words must say which is meant."""

from schemas.formulation import VariableKind
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
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
    other = solve_tightly(other_model, FEW_NODES, presolve=False)
    found = compare(subject, model, (optimum, other))
    return conclude(subject, CheckerName.flipped_type, found, figures=measured(flipped_objective=other.objective))


def compare(subject: Subject, model: LinearModel, answers: tuple[Answer, Answer]) -> Finding | None:
    """What the words say of two different answers, the model's own first."""
    if not told(answers[0]):
        return undecided(answers[0])
    if told(answers[1]) and same_answer(*answers):
        return None
    own, other = map(in_words, answers)
    both = f"the answer is {own} as the model has it and {other} with the other variable type"
    found = judge(both, {column.kind for column in model.columns}, wanted(subject))
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
