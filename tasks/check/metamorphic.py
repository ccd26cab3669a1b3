"""Changes the program's model in ways whose effect is known, and its data together with the formulation's.

Relations that know nothing of the problem (`tasks/second_opinion/relations.py`) find answers that live on tolerances,
scaling or the order of rows. Where a program writes the formulation's model otherwise, both get the same other data:
two models that agree on the given numbers alone are not the same, and a constraint that is missing shows where it
begins to bind.
"""

from collections.abc import Iterator

from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.check.finding import Finding, conclude, first, measured, no_capture, undecided
from tasks.check.matching import close
from tasks.check.quantities import same, text_numbers
from tasks.check.subject import Subject
from tasks.second_opinion.perturbing import SPANS, Factors, changed
from tasks.second_opinion.relations import RELATIONS, Relation
from tasks.second_opinion.solving import FEW_NODES, SAME, in_words, same_answer, solve_tightly, told


def check(subject: Subject) -> Verdict:
    """Look at every relation that the model has a place for; one whose solve would take long says nothing."""
    model, optimum = subject.model, subject.optimum
    if model is None or optimum is None:
        return conclude(subject, CheckerName.metamorphic, no_capture(subject))
    if not told(optimum):
        return conclude(subject, CheckerName.metamorphic, undecided(optimum))
    looks = [*relations(model, optimum.objective), *other_data(subject, model)]
    seen = [finding for finding in looks if finding is None or finding.outcome is Outcome.failed]
    found = first(seen) or (None if seen or not looks else looks[0])
    figures = measured(relations=len(seen), binding=binding(model, optimum))
    return conclude(subject, CheckerName.metamorphic, found, figures=figures)


def binding(model: LinearModel, optimum: Answer) -> int | None:
    """Rows that hold with equality in the optimum."""
    if not optimum.row_values:
        return None
    pairs = zip(model.rows, optimum.row_values, strict=True)
    return sum(close(value, row.lower, SAME) or close(value, row.upper, SAME) for row, value in pairs)


def relations(model: LinearModel, optimum: float | None) -> Iterator[Finding | None]:
    """What each relation shows; a model without an optimum has none to compare."""
    for relation in RELATIONS:
        other = relation.change(model) if optimum is not None else None
        if other is not None and optimum is not None:
            yield broken(relation, model, optimum, other)


def broken(relation: Relation, model: LinearModel, optimum: float, other: LinearModel) -> Finding | None:
    """A relation that does not hold."""
    answer = solve_tightly(other, FEW_NODES)
    if not told(answer):
        return undecided(answer)
    if relation.holds(model.sense, optimum, answer):
        return None
    detail = f"the optimum is {optimum:.10g}; {relation.name}, the model gives {in_words(answer)}"
    return Finding("relation_broken", f"{detail}, which must be {relation.expected.value}; rescale its numbers")


def other_data(subject: Subject, model: LinearModel) -> Iterator[Finding | None]:
    """Formulation and program on the same other data, where the program writes the model otherwise."""
    formulated = subject.grounded
    if formulated is None or subject.agrees:
        return
    stated = frozenset(map(same, text_numbers(subject.candidate.statement)))
    for span in SPANS:
        pair = [solve_tightly(changed(one, stated, Factors(*span)), FEW_NODES) for one in (formulated, model)]
        if all(map(told, pair)):
            yield None if same_answer(*pair) else apart(*map(in_words, pair))


def apart(formulated: str, captured: str) -> Finding:
    """Two models that part on other data."""
    detail = f"on other data the formulation gives {formulated} and the program {captured}"
    return Finding("differs_on_other_data", f"{detail}; let the program compute what it derives from its data")
