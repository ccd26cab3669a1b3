"""How many children the next round of a campaign has: enough for what is missing, by the survival measured so far."""

import math
from pathlib import Path

from schemas.spec import CampaignSpec, EvolveSpec
from tasks.lake.lake import Lake
from tasks.standing import Standing

ASSUMED_SURVIVAL = 0.5
"""Before anything is measured; Step-Opt-Instruct kept 53 % (section 4)."""


def round_size(spec: CampaignSpec, lake: Lake, now: Standing) -> int:
    """Children of the next round; a round that stands open keeps its size, whatever the target has become."""
    if not spec.sized:
        return spec.children
    return open_size(lake.work_folder(spec.campaign, len(now.rounds) + 1)) or needed(spec, now)


def open_size(folder: Path) -> int:
    """Children of a round that was begun and not finished; 0 where there is none."""
    path = folder / "spec.json"
    return EvolveSpec.model_validate_json(path.read_text()).children if path.exists() else 0


def needed(spec: CampaignSpec, now: Standing) -> int:
    """Children that will hardly be too few: what is missing over the lower bound of the measured survival.

    Not more than a round may have, nor than the campaign may still make.
    """
    size = spec.children
    if spec.target:
        measured = now.like(spec)
        share = measured.survival.low if measured.children else ASSUMED_SURVIVAL
        size = min(size, math.ceil((spec.target - now.accepted) / share) if share else size)
    if spec.most_candidates:
        size = min(size, spec.most_candidates - now.children)
    return max(1, size)
