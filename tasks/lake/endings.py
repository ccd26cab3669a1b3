"""How campaigns ended: one row each in `endings/campaign=…`, written anew whenever a campaign ends."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.chain import Chain
from schemas.ending import Ending
from tasks.lake.lake import Lake
from tasks.lake.rows import as_pairs
from tasks.lake.store import PART
from tasks.lake.tables import COUNT, REAL, REASON, TEXT, column, table

ENDINGS = table(
    column("limit", TEXT, "what ended the campaign: target, most_candidates, most_seconds, rounds, budget, barren"),
    column("target", COUNT, "accepted problems that were asked for; 0: no number"),
    column("rounds", COUNT, "rounds, seeds not counted"),
    column("candidates", COUNT, "candidates of all rounds"),
    column("accepted", COUNT, "of these, accepted"),
    column("cost_usd", REAL, "what teachers were paid, in US dollars"),
    column("tokens", COUNT, "tokens of requests and answers that were paid for"),
    column("rejected", pa.list_(REASON), "the others by stage:reason"),
    column("key", TEXT, "hash of the rounds' manifests"),
    column("chain", TEXT, "what follows, as JSON"),
    column("sentence", TEXT, "all this in words"),
)


def ending_path(lake: Lake, campaign: str) -> str:
    """The file of a campaign's ending."""
    return f"{lake.store.root}/endings/campaign={campaign}/{PART}"


def write_ending(lake: Lake, ending: Ending) -> None:
    """Keep how a campaign ended, in the place of an earlier ending."""
    row = ending.model_dump(mode="json", exclude={"campaign"}) | {"chain": ending.chain.model_dump_json()}
    row["rejected"] = as_pairs(ending.rejected, "reason", "count")
    path = ending_path(lake, ending.campaign)
    lake.store.finish(lake.store.write_unfinished(path, pa.Table.from_pylist([row], schema=ENDINGS)), path)
    lake.store.sweep_beside(path)


def read_ending(lake: Lake, campaign: str) -> Ending | None:
    """How a campaign ended last; None for one that never did."""
    path = ending_path(lake, campaign)
    with lake.store.reached():
        lake.store.files.invalidate_cache()
        if not lake.store.files.exists(path):
            return None
        with lake.store.files.open(path, "rb") as source:
            row = pq.read_table(source, schema=ENDINGS).to_pylist()[0]
    counts = sorted((-pair["count"], pair["reason"]) for pair in row["rejected"])
    rejected = {reason: -count for count, reason in counts}
    told = {name: value for name, value in row.items() if value is not None}
    chain = Chain.model_validate_json(told.get("chain", "{}"))
    return Ending.model_validate(told | {"campaign": campaign, "rejected": rejected, "chain": chain})
