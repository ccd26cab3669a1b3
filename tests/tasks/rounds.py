"""Rounds of a campaign as numbers: a lake where only the counts matter."""

from schemas.candidate import Candidate, Stage
from schemas.spec import CampaignSpec, EvolveSpec
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.publish import base_manifest
from tasks.survival import count_survival


def publish_counts(spec: CampaignSpec, *counts: tuple[int, int], first: int = 1) -> None:
    """Publish rounds of so many children, so many of them accepted; and seeds, before round 1.

    Args:
        spec: of the campaign; `children` alone differs from round to round.
        counts: children and accepted ones of each round.
        first: number of the first of these rounds.
    """
    if first == 1:
        publish(spec.for_round(), 0, 3, 3)
    for number, (children, accepted) in enumerate(counts, start=first):
        publish(spec.for_round().model_copy(update={"children": children}), number, children, accepted)


def publish(spec: EvolveSpec, number: int, children: int, accepted: int) -> None:
    """Publish one round."""
    candidates = tuple(child(spec, number, at, at < accepted) for at in range(children))
    update = {"children": children, "accepted": accepted, "rejected": children - accepted}
    manifest = base_manifest(spec, number).model_copy(update=update)
    survival = count_survival(candidates, [], []) if number else ()
    publish_round(Lake(spec.lake), Partition(manifest=manifest, candidates=candidates, survival=survival))


def child(spec: EvolveSpec, number: int, at: int, accepted: bool) -> Candidate:
    """One child, or one seed of round 0."""
    operators = [(strategy.name, name) for strategy in spec.strategies for name in strategy.operators]
    strategy, operator = operators[at % len(operators)] if number else ("seed", "seed")
    made = Candidate(
        id=f"{number:04x}{at:04x}",
        campaign=spec.campaign,
        round=number,
        number=at,
        generation=number,
        strategy=strategy,
        operator=operator,
        statement=f"Problem {at} of round {number}.",
    )
    return made if accepted else made.reject(Stage.check_program, "crashed")
