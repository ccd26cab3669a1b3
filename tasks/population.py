"""The accepted problems of a campaign, from which parents are drawn."""

from functools import lru_cache

from schemas.candidate import Candidate
from tasks.lake.lake import Lake


def read_population(lake: Lake, campaign: str, before_round: int) -> tuple[Candidate, ...]:
    """Accepted problems of earlier rounds, seeds included; a round that this process has read is not read again."""
    earlier = [manifest for manifest in lake.manifests(campaign) if manifest.round < before_round]
    rounds = [accepted_in(lake.store.url, campaign, manifest.round, manifest.finished) for manifest in earlier]
    return tuple(member for members in rounds for member in members)


@lru_cache(maxsize=4096)
def accepted_in(lake: str, campaign: str, round: int, finished: str) -> tuple[Candidate, ...]:
    """Accepted problems of one round; when it was finished tells it from another one in its place."""
    _ = finished
    return Lake(lake).candidates(campaign, round + 1, from_round=round)
