"""The seeds that a campaign began with stay its seeds: every lineage of it starts there."""

from tasks.lake.lake import Lake
from tasks.seed_file import SeedsError, read_seeds


def refuse_other_seeds(lake: Lake, campaign: str, file: str) -> None:
    """Raise where a campaign that has begun is offered other seeds than it has.

    Args:
        lake: where it keeps them, as round 0.
        campaign: its name; one that has not begun takes any seeds.
        file: the seeds file on offer; empty: none is.

    Raises:
        SeedsError: the file can't be used, or holds other seeds.
    """
    if not file or 0 not in lake.published_rounds(campaign):
        return
    kept = {seed.id for seed in lake.candidates(campaign, before_round=1)}
    offered = {seed.id for seed in read_seeds(file)}
    if kept == offered:
        return
    origin = lake.manifest(campaign, 0).spec.seeds or "those that ship"
    raise SeedsError(
        f"campaign {campaign!r} of {lake.store.url} has {len(kept)} seeds ({origin}), and {file} holds {len(offered)} "
        "that are not the same. A campaign keeps its seeds: choose another --campaign or another --lake for these, "
        "or leave --seeds out to go on with those that it has"
    )
