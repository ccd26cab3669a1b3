"""A candidate as it is before any stage."""

from typing import TYPE_CHECKING

from schemas.candidate import Candidate
from schemas.round import Birth
from tasks.seed_file import bare_candidate

if TYPE_CHECKING:
    from tasks.workshop import Workshop


def newborn(birth: Birth, workshop: "Workshop") -> Candidate:
    """The candidate before any stage."""
    if birth.given:
        seed = bare_candidate(birth.given, workshop.spec.campaign, birth.number)
        return seed.model_copy(update={"spec_hash": workshop.spec_hash})
    parents = [workshop.population[parent_id] for parent_id in birth.parent_ids]
    return Candidate(
        id=birth.id,
        campaign=workshop.spec.campaign,
        round=workshop.round,
        number=birth.number,
        generation=1 + max(parent.generation for parent in parents),
        strategy=birth.strategy,
        operator=birth.operator,
        parent_ids=birth.parent_ids,
        seed_ids=tuple(sorted({seed for parent in parents for seed in parent.seed_ids})),
        family="+".join(dict.fromkeys(parent.family for parent in parents)),
        licence=" AND ".join(dict.fromkeys(parent.licence for parent in parents)),
        spec_hash=workshop.spec_hash,
        plant=birth.plant,
    )
