"""Planted errors: wrong answers that the procedural teacher hands out on request, each of a named kind.

They measure checkers: of a hundred answers with a dropped constraint, how many are caught, and how many honest ones
are refused. An error is real: where it would leave the grounded model as it is, another place is tried, and where
there is none, `NotApplicable` is raised.

Errors of a program (the first five kinds) leave words and formulation right; `Draft.everywhere` puts the same error
into the formulation as well, so that only the words are right.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation
from schemas.frozen import Frozen
from schemas.plant import PlantKind
from schemas.solve import ANSWERS, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.text import print_formulation
from tasks.procedural import meanings, program_errors, slips
from tasks.procedural.operators import doomed
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.text_errors import contradicted, other_unit, reworded, without_number
from tasks.procedural.words import write_statement


class Draft(Frozen):
    """What the teacher answers: words, formulation, what its program states, and the status that it declares."""

    blueprint: Blueprint
    """What the teacher says that it knows of the problem."""
    statement: str
    formulation: Formulation
    """What is printed as the formulation."""
    programmed: Formulation
    """What the program states; a dialect writes it (`tasks.procedural.dialects`)."""
    status: TerminationStatus
    ending: str = ""
    """What stands behind the program."""

    def everywhere(self) -> "Draft":
        """The same draft with the program's error in its formulation, too."""
        return self.model_copy(update={"formulation": self.programmed})


def honest(blueprint: Blueprint) -> Draft:
    """The answer without an error."""
    return Draft(
        blueprint=blueprint,
        statement=write_statement(blueprint),
        formulation=blueprint.formulation,
        programmed=blueprint.formulation,
        status=blueprint.status,
    )


def plant(kind: PlantKind, blueprint: Blueprint, others: tuple[Blueprint, ...], rng: Random) -> Draft:
    """An answer with exactly one error.

    Args:
        kind: which error.
        blueprint: the honest child.
        others: its parents, the first of them for stale text and for no change; a duplicate copies any of them.
        rng: decides where.

    Raises:
        NotApplicable: this child offers no place for the error.
    """
    draft = honest(blueprint)
    if kind in PROGRAM_ERRORS:
        options = PROGRAM_ERRORS[kind](blueprint.formulation, rng)
        wrong = program_errors.first_different(blueprint.formulation, options)
        return draft.model_copy(update={"programmed": wrong})
    return OTHER_ERRORS[kind](Case(draft, others, rng))


@dataclass(frozen=True)
class Case:
    """What an error that is not the program's is made from."""

    draft: Draft
    """The honest answer."""
    others: tuple[Blueprint, ...]
    """Parents first."""
    rng: Random


def missing_number(case: Case) -> Draft:
    """A number of the data that the words do not state."""
    draft = case.draft
    return draft.model_copy(update={"statement": without_number(draft.statement, draft.formulation, case.rng)})


def contradictory_number(case: Case) -> Draft:
    """A sentence of the words stands twice, with two different numbers."""
    draft = case.draft
    return draft.model_copy(update={"statement": contradicted(draft.statement, draft.formulation, case.rng)})


def scaled_copy(case: Case) -> Draft:
    """The parent under other names, with its rows scaled."""
    parent = honest(first_of(case.others))
    scaled = meanings.scaled(parent.formulation, case.rng)
    words = reworded(parent.statement, case.rng)
    return parent.model_copy(update={"statement": words, "formulation": scaled, "programmed": scaled})


def idle_constraint(case: Case) -> Draft:
    """The parent with a limit that its solutions never come near, in words, formulation and program."""
    return honest(meanings.with_idle_limit(first_of(case.others), case.rng))


def printed_objective(case: Case) -> Draft:
    """The program prints a number of its own as its answer."""
    optimal_only(case.draft)
    return case.draft.model_copy(
        update={"ending": f"\nprint('Optimal objective value:', {case.rng.randint(10**5, 10**6)}.5)\n"}
    )


def wrong_meaning(case: Case) -> Draft:
    """Formulation and program count another thing than the words ask for."""
    wrong = meanings.other_objective(case.draft.formulation, case.rng)
    return case.draft.model_copy(update={"formulation": wrong, "programmed": wrong})


def missing_implicit(case: Case) -> Draft:
    """Formulation and program lack a constraint for which the words state no number."""
    wrong = program_errors.first_different(
        case.draft.formulation, meanings.without_implicit(case.draft.formulation, case.rng)
    )
    return case.draft.model_copy(update={"formulation": wrong, "programmed": wrong})


def unit_words(case: Case) -> Draft:
    """The words name another unit for a number."""
    return case.draft.model_copy(update={"statement": other_unit(case.draft.statement, case.rng)})


def stale_parent_text(case: Case) -> Draft:
    """The parent's words beside the child's mathematics, or the child's words beside the parent's."""
    draft, parent = case.draft, honest(first_of(case.others))
    same_words = parent.statement == draft.statement
    if same_words or print_formulation(parent.formulation) == print_formulation(draft.formulation):
        raise NotApplicable("parent and child do not differ in words and mathematics")
    if case.rng.random() < 0.5:
        return draft.model_copy(update={"statement": parent.statement})
    return draft.model_copy(update={"formulation": parent.formulation, "programmed": parent.programmed})


def wrong_status(case: Case) -> Draft:
    """Infeasible is declared for a problem with an optimum, an optimum for one without, whatever the child says."""
    found = solve_linear_model(ground(case.draft.formulation)).status
    if found not in ANSWERS:
        raise NotApplicable("the child's outcome is not found in time")
    optimal = found is TerminationStatus.optimal
    declared = TerminationStatus.infeasible if optimal else TerminationStatus.optimal
    return case.draft.model_copy(update={"status": declared})


def no_op(case: Case) -> Draft:
    """The parent again, with a synonym or two at the most."""
    parent = honest(first_of(case.others))
    return parent.model_copy(update={"statement": reworded(parent.statement, case.rng)})


def duplicate(case: Case) -> Draft:
    """Another candidate, word for word."""
    first_of(case.others)
    return honest(case.rng.choice(case.others))


def infeasible(case: Case) -> Draft:
    """A problem that contradicts itself, declared optimal."""
    return honest(doomed.infeasible(optimal_only(case.draft), case.rng))


def unbounded(case: Case) -> Draft:
    """A problem whose objective has no end, declared optimal."""
    return honest(doomed.unbounded(optimal_only(case.draft), case.rng))


def first_of(others: tuple[Blueprint, ...]) -> Blueprint:
    """The first parent.

    Raises:
        NotApplicable: none was given.
    """
    if not others:
        raise NotApplicable("this error needs a parent")
    return others[0]


def optimal_only(draft: Draft) -> Blueprint:
    """The draft's blueprint.

    Raises:
        NotApplicable: it declares another outcome than an optimum.
    """
    if draft.status is not TerminationStatus.optimal:
        raise NotApplicable(f"the child is declared {draft.status.value} already")
    return draft.blueprint


ProgramError = Callable[[Formulation, Random], Iterator[Formulation]]
OtherError = Callable[[Case], Draft]

PROGRAM_ERRORS: Final[Mapping[PlantKind, ProgramError]] = {
    PlantKind.flipped_sense: program_errors.flipped_sense,
    PlantKind.dropped_constraint: program_errors.dropped_constraint,
    PlantKind.doubled_constraint: program_errors.doubled_constraint,
    PlantKind.wrong_coefficient: program_errors.wrong_coefficient,
    PlantKind.lost_integrality: program_errors.lost_integrality,
    PlantKind.index_slip: slips.index_slip,
    PlantKind.unit_slip: slips.unit_slip,
    PlantKind.flipped_direction: slips.flipped_direction,
    PlantKind.invented_bound: slips.invented_bound,
    PlantKind.lost_bound: slips.lost_bound,
    PlantKind.false_big_m: slips.false_big_m,
    PlantKind.loose_big_m: slips.loose_big_m,
    PlantKind.tiny_epsilon: slips.tiny_epsilon,
    PlantKind.lost_term: slips.lost_term,
}
OTHER_ERRORS: Final[Mapping[PlantKind, OtherError]] = {
    PlantKind.missing_number: missing_number,
    PlantKind.contradictory_number: contradictory_number,
    PlantKind.stale_parent_text: stale_parent_text,
    PlantKind.wrong_status: wrong_status,
    PlantKind.no_op: no_op,
    PlantKind.scaled_copy: scaled_copy,
    PlantKind.idle_constraint: idle_constraint,
    PlantKind.duplicate: duplicate,
    PlantKind.infeasible: infeasible,
    PlantKind.unbounded: unbounded,
    PlantKind.printed_objective: printed_objective,
    PlantKind.wrong_meaning: wrong_meaning,
    PlantKind.missing_implicit: missing_implicit,
    PlantKind.unit_words: unit_words,
}
