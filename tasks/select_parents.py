"""Stage: draw parents and operators for a round's children."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from random import Random

from prefect import task

from schemas.candidate import Candidate
from schemas.frozen import content_hash
from schemas.round import Birth
from schemas.selection import Selection
from schemas.spec import EvolveSpec
from schemas.strategy import TECHNICAL
from tasks.stage import current_run
from tasks.workshop import open_workshop


def plan_round(spec: EvolveSpec, round_number: int, population: Sequence[Candidate]) -> list[Birth]:
    """Decide what each child will be made of.

    Parents are drawn with replacement from the population, accepted children of earlier rounds included, and the
    operator by its weight, as in Step-Opt-Instruct (section 3.1); `combine` draws two different parents.

    Args:
        spec: children, strategies, selection and seed.
        round_number: of the round, from 1.
        population: accepted candidates of earlier rounds, seeds included.

    Raises:
        ValueError: nobody to draw from, or no pair to combine.
    """
    members = sorted(population, key=lambda member: member.id)
    if not members:
        raise ValueError("the population is empty: no seed and no accepted problem to draw parents from")
    weights = selection_weights(spec.selection, members)
    choices = [(s.name, name, weight) for s in spec.strategies for name, weight in s.operators.items() if weight > 0]
    return [draw_birth(spec, (round_number, number), (members, weights), choices) for number in range(spec.children)]


def selection_weights(selection: Selection, members: Sequence[Candidate]) -> list[float]:
    """Weight of each member of the population."""
    if selection is Selection.young:
        return [1.0 + member.generation for member in members]
    if selection is Selection.rare:
        sizes = Counter(member.family for member in members)
        return [1.0 / sizes[member.family] for member in members]
    if selection in (Selection.easy, Selection.hard):
        return by_size(members, largest_first=selection is Selection.easy)
    return [1.0] * len(members)


def by_size(members: Sequence[Candidate], largest_first: bool) -> list[float]:
    """Weights that rise by rank, so that one giant does not outweigh all others; of equal size, equal weight."""
    sizes = sorted({member.difficulty.size for member in members}, reverse=largest_first)
    ranks = {size: rank for rank, size in enumerate(sizes, start=1)}
    return [ranks[member.difficulty.size] / len(sizes) for member in members]


def draw_birth(
    spec: EvolveSpec,
    place: tuple[int, int],
    pool: tuple[Sequence[Candidate], Sequence[float]],
    choices: Sequence[tuple[str, str, float]],
) -> Birth:
    """Draw one child's operator and parents; its own random numbers make it independent of the others."""
    rng = Random(child_seed(spec, place))
    strategy, operator, _ = rng.choices(choices, weights=[weight for *_, weight in choices])[0]
    members, weights = pool
    wanted = min(2 if operator == "combine" else 1, len(members))
    parents: dict[str, None] = {}
    while len(parents) < wanted:
        parents[rng.choices(members, weights=weights)[0].id] = None
    seed = rng.getrandbits(32)
    plant = rng.choices([*spec.teacher.plants, ""], weights=plant_weights(spec))[0] if spec.teacher.plants else ""
    identity = [spec.spec_hash(), *place, strategy, operator, list(parents), seed, plant]
    return Birth(
        id=content_hash(identity),
        number=place[1],
        strategy=strategy,
        operator=operator,
        parent_ids=tuple(parents),
        seed=seed,
        plant=plant,
        technique=spec.technique if operator in TECHNICAL else "",
    )


def plant_weights(spec: EvolveSpec) -> list[float]:
    """Shares of the planted errors and, last, of honest answers."""
    shares = list(spec.teacher.plants.values())
    return [*shares, max(0.0, 1.0 - sum(shares))]


def child_seed(spec: EvolveSpec, place: tuple[int, int]) -> int:
    """Seed of one child from the spec's seed, the round and the child's number."""
    text = f"{spec.seed}/{spec.campaign}/{place[0]}/{place[1]}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


@task(name="select_parents", retries=2, retry_delay_seconds=2)
def select_parents(folder: str) -> list[str]:
    """Plan the round of a folder once, and name its shards; this process has the round from now on."""
    workshop = open_workshop(folder)
    workshop.hold(current_run())
    if workshop.ledger.plan() is None:
        workshop.ledger.write_plan(plan_round(workshop.spec, workshop.round, list(workshop.population.values())))
    return [f"{folder}/shard-{number:02d}" for number in range(workshop.spec.shard_count())]
