"""How a campaign ended: which limit, and where its candidates went."""

from pydantic import Field

from schemas.chain import Chain
from schemas.frozen import Frozen
from schemas.limit import Limit

REASONS_SAID = 6
"""Reasons of rejection that the sentence names; the rest are counted together."""


class Ending(Frozen):
    """Where a campaign stands when no further round is begun; seeds are not counted."""

    campaign: str
    limit: Limit
    target: int
    """Accepted problems that were asked for; 0: no number."""
    rounds: int
    candidates: int
    accepted: int
    cost_usd: float = 0.0
    """What teachers were paid, in US dollars."""
    tokens: int = 0
    """Of requests and answers that were paid for."""
    rejected: dict[str, int] = Field(default_factory=dict)
    """By `stage:reason`, the most frequent first."""
    key: str = ""
    """Hash of the rounds' manifests: what follows is started once for each."""
    chain: Chain = Chain()
    """What follows."""
    sentence: str = ""
    """All this in words."""


def told(ending: Ending) -> Ending:
    """The ending with its sentence."""
    wanted = f" ({ending.target} were wanted)" if ending.target else ""
    made = f"{ending.accepted} problems accepted{wanted} from {ending.candidates} candidates in {ending.rounds} rounds"
    made += f" for ${ending.cost_usd:.4g} and {ending.tokens} tokens" if ending.tokens else ""
    return ending.model_copy(update={"sentence": f"{LIMITS_SAID[ending.limit]}: {made}{rejections(ending)}"})


LIMITS_SAID = {
    Limit.target: "The target is met",
    Limit.most_candidates: "The candidates are used up (most_candidates)",
    Limit.most_seconds: "The time is used up (most_seconds)",
    Limit.rounds: "All rounds are done (rounds)",
    Limit.budget: "The budget is used up (campaign_budget); raise it to go on",
    Limit.barren: "None of the latest candidates was accepted, so going on would only cost; mend the cause first",
}


def rejections(ending: Ending) -> str:
    """Why candidates were rejected, the most frequent reasons first."""
    if not ending.rejected:
        return ""
    said = [f"{count} {reason.replace(':', ': ')}" for reason, count in list(ending.rejected.items())[:REASONS_SAID]]
    rest = sum(list(ending.rejected.values())[REASONS_SAID:])
    return f"; rejected: {', '.join([*said, *([f'{rest} for other reasons'] if rest else [])])}"
