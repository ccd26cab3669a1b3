"""Has the teacher write answers of a known kind: honest ones, and ones with one error."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from schemas.candidate import Candidate
from schemas.frozen import content_hash
from schemas.plant import KINDS, SIBLING, PlantKind
from schemas.solve import ANSWERS
from schemas.spec import Attempts, EvolveSpec
from schemas.strategy import PAPER_OPERATORS
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.teacher.teacher import Teacher
from tasks.writing import Writer

HONEST = ""
"""The kind of an answer without an error."""
OUTCOMES_ASKED_FOR = (HONEST, PlantKind.infeasible, PlantKind.unbounded)
"""Kinds whose problems need not have the outcome that they declare; honest ones are told apart afterwards."""
MOST_DRAWS = 200
"""Parents that are drawn for one answer, at most."""


@dataclass(frozen=True)
class Order:
    """What the teacher is to write."""

    kind: str
    number: int
    seed: int

    @property
    def operator(self) -> str:
        """Operators take turns, so that each has its share of every kind."""
        return PAPER_OPERATORS[self.number % len(PAPER_OPERATORS)]

    @property
    def plant(self) -> str:
        """What the teacher is asked for."""
        return HONEST if self.kind == SIBLING else self.kind


@dataclass(frozen=True)
class Written:
    """An answer, and how it came about."""

    order: Order
    candidate: Candidate
    parents: tuple[Candidate, ...]
    not_plantable: int = 0
    """Children drawn before that offered no place for the error."""
    unsound: int = 0
    """Children drawn before that lack the outcome that they declare, even without the error."""


class Planter:
    """Draws parents and asks the teacher."""

    def __init__(self, teacher: Teacher, population: Sequence[Candidate], spec: EvolveSpec = EvolveSpec()) -> None:
        """Take who writes and whom children descend from; an answer is asked for once."""
        self.teacher = teacher
        self.population = sorted(population, key=lambda member: member.id)
        self.spec = spec.model_copy(update={"attempts": Attempts(read=1)})

    def write(self, order: Order) -> Written:
        """One answer of the kind; where a child cannot carry the error, or is wrong without it, others are drawn.

        Raises:
            LookupError: no child could carry it.
        """
        not_plantable = unsound = 0
        for draw in range(MOST_DRAWS):
            parents, seed = self.draw(order, draw)
            candidate = self.ask(order, parents, seed)
            if not candidate.is_alive():
                not_plantable += bool(order.plant) and self.honest(order, parents, seed).is_alive()
            elif order.kind in OUTCOMES_ASKED_FOR or is_sound(candidate):
                return Written(order, candidate, parents, not_plantable, unsound)
            else:
                unsound += 1
        raise LookupError(f"{order.operator} of {MOST_DRAWS} draws offers no place for {order.kind or 'a child'}")

    def draw(self, order: Order, draw: int) -> tuple[tuple[Candidate, ...], int]:
        """Parents and a seed; each draw has random numbers of its own."""
        rng = Random(f"{order.seed}/{order.kind}/{order.number}/{draw}")
        return tuple(rng.sample(self.population, 2 if order.operator == "combine" else 1)), rng.getrandbits(32)

    def honest(self, order: Order, parents: tuple[Candidate, ...], seed: int) -> Candidate:
        """What the teacher writes for the same parents when it is not asked for an error."""
        return self.ask(Order(HONEST, order.number, order.seed), parents, seed)

    def ask(self, order: Order, parents: tuple[Candidate, ...], seed: int) -> Candidate:
        """Words, then formulation and program, read as in a round."""
        writer = Writer(self.spec, self.teacher, parents, seed)
        candidate = writer.write_problem(newborn(order, parents, seed))
        return writer.write_solution(candidate) if candidate.is_alive() else candidate


def is_sound(candidate: Candidate) -> bool:
    """Whether a child's blueprint, solved without any program, has the outcome that it declares; undecided is sound."""
    blueprint = candidate.blueprint
    if blueprint is None:
        return True
    found = solve_linear_model(ground(blueprint.formulation)).status
    return found is blueprint.status or found not in ANSWERS


def newborn(order: Order, parents: tuple[Candidate, ...], seed: int) -> Candidate:
    """The candidate before the teacher is asked."""
    identity = content_hash([order.kind, order.number, order.seed, [parent.id for parent in parents], seed])
    return Candidate(
        id=identity,
        campaign="calibration",
        round=1,
        number=order.number,
        generation=1 + max(parent.generation for parent in parents),
        strategy="calibration",
        operator=order.operator,
        parent_ids=tuple(parent.id for parent in parents),
        seed_ids=tuple(sorted({seed for parent in parents for seed in parent.seed_ids})),
        family="+".join(dict.fromkeys(parent.family for parent in parents)),
        plant=order.plant,
    )


def orders(plants: int, clean: int, seed: int) -> list[Order]:
    """Orders of every kind, then honest ones."""
    sizes = dict.fromkeys(KINDS, plants) | {HONEST: clean}
    return [Order(kind, number, seed) for kind, size in sizes.items() for number in range(size)]
