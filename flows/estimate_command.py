"""What `optmill estimate` does, once its flags are read."""

from pathlib import Path
from typing import Any

from flows.choices import make_spec
from flows.commands import print_json
from flows.terminal import print_line, print_table
from schemas.estimate import Estimate
from schemas.spec import CampaignSpec


def estimate_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Say what is left to be paid for a campaign."""
    spec = make_spec(CampaignSpec, chosen, file)
    from tasks.estimation.estimating import estimate_campaign

    estimate = estimate_campaign(spec)
    if as_json:
        print_json(estimate.model_dump(mode="json"))
        return
    if estimate.expected:
        print_table(f"What campaign {spec.campaign!r} is expected to ask", rows(estimate))
    for sentence in estimate.sentences:
        print_line(f"{sentence}.")


def rows(estimate: Estimate) -> list[dict[str, Any]]:
    """A row a purpose, then their sum; models are named where there are several."""
    several = len({each.model for each in estimate.expected}) > 1
    found = [
        {
            "purpose": each.purpose.value,
            "model": each.model if several else "",
            "calls": each.calls,
            "tokens_asked": each.prompt_tokens,
            "answered": each.completion_tokens,
            "usd": dollars(each.cost_usd),
            "lengths": "measured" if each.measured_on else "assumed",
        }
        for each in estimate.expected
    ]
    sums: dict[str, Any] = {
        "calls": estimate.calls,
        "tokens_asked": sum(each.prompt_tokens for each in estimate.expected),
        "answered": sum(each.completion_tokens for each in estimate.expected),
    }
    return [*found, {"purpose": "all", "model": "", **sums, "usd": dollars(estimate.cost_usd), "lengths": ""}]


def dollars(amount: float | None) -> float | None:
    """An amount as the table shows it."""
    return None if amount is None else round(amount, 2)
