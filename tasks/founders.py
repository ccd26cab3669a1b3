"""The seeds that a campaign began with stay its seeds: every lineage of it starts there."""

from collections import Counter

from schemas.seed import Part
from schemas.spec import EvolveSpec
from schemas.teacher import Purpose
from tasks.lake.lake import Lake
from tasks.seed_file import SeedFile, SeedsError, read_seeds

ROWS_SAID = 8
"""Rows that a message names; the rest are counted."""


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
    kept = {seed.id for seed in lake.candidates(campaign, before_round=1, accepted=False)}
    offered = {seed.id for seed in read_seeds(file)}
    if kept == offered:
        return
    origin = lake.manifest(campaign, 0).spec.seeds or "those that ship"
    raise SeedsError(
        f"campaign {campaign!r} of {lake.store.url} has {len(kept)} seeds ({origin}), and {file} holds {len(offered)} "
        "that are not the same. A campaign keeps its seeds: choose another --campaign or another --lake for these, "
        "or leave --seeds out to go on with those that it has"
    )


def refuse_no_seeds(lake: Lake, campaign: str) -> None:
    """Raise where every seed of a campaign was rejected, so that there is nothing to evolve.

    Raises:
        SeedsError: none was accepted; the message says why.
    """
    if lake.manifest(campaign, 0).accepted:
        return
    seeds = lake.candidates(campaign, before_round=1, accepted=False)
    reasons = Counter(f"{seed.rejected_stage}: {seed.rejected_reason}" for seed in seeds)
    said = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common(ROWS_SAID))
    raise SeedsError(
        f"none of the {len(seeds)} seeds of campaign {campaign!r} in {lake.store.url} was accepted ({said}), so there "
        "is nothing to evolve; the table candidates says more of each, in rejected_detail. Mend the seeds or name "
        "another teacher, and choose another --campaign"
    )


def refuse_unwritable(spec: EvolveSpec, file: SeedFile) -> None:
    """Raise where seeds lack what only a language model can write, and none teaches.

    Raises:
        SeedsError: the rows are named, with the remedy.
    """
    if not spec.teacher_for(Purpose.formulate).is_procedural:
        return
    written = {Part.formulation, Part.program}
    lines = [
        line
        for line, seed in zip(file.lines, file.seeds, strict=True)
        if written & set(seed.lacks(spec.formulation)) and seed.blueprint is None
    ]
    if not lines:
        return
    some = ", ".join(map(str, lines[:ROWS_SAID])) + (" …" if len(lines) > ROWS_SAID else "")
    raise SeedsError(
        f"{file.name}: {len(lines)} of {len(file.seeds)} seeds lack a formulation or a program (rows {some}), and the "
        "procedural teacher writes them only for problems that carry a blueprint; nothing was run. Name a language "
        'model as teacher (in a --spec file: [teacher] model = "provider/model"), or complete these rows'
    )
