"""Reads survival rows back from the lake."""

from typing import Any

from schemas.round import Survival
from tasks.lake.lake import Lake


def read_campaign_survival(lake: Lake, campaign: str = "", round_number: int | None = None) -> tuple[Survival, ...]:
    """Survival rows of a lake, of one campaign, or of one round of it; of seeds only where round 0 is asked for."""
    if not lake.campaigns():
        return ()
    rows = lake.ask("survival", lambda frame: frame).to_dicts()
    kept = [
        row
        for row in rows
        if campaign in ("", row["campaign"])
        and (row["round"] > 0 if round_number is None else row["round"] == round_number)
    ]  # fmt: skip
    return tuple(survival_from_row(row) for row in kept)


def survival_from_row(row: dict[str, Any]) -> Survival:
    """A row of the table as its noun."""
    known = {name: value for name, value in row.items() if name in Survival.model_fields and value is not None}
    counted: list[dict[str, Any]] = known.get("reasons") or []
    known["reasons"] = {item["reason"]: item["count"] for item in counted}
    return Survival.model_validate(known)
