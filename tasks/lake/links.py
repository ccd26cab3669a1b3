"""Links of chains that were started: one JSON file each, `links/campaign=…/KEY.json`, so that none is started again.

Prefect knows an idempotency key as long as it keeps the run; the lake remembers longer.
"""

import json

from tasks.lake.lake import Lake


def link_path(lake: Lake, campaign: str, key: str) -> str:
    """The file of a started link."""
    return f"{lake.store.root}/links/campaign={campaign}/{key}.json"


def started_run(lake: Lake, campaign: str, key: str) -> str:
    """Id of the flow run that a link was started as; empty: it was not."""
    path = link_path(lake, campaign, key)
    if not lake.store.files.exists(path):  # pyright: ignore[reportUnknownMemberType] - fsspec ships no types
        return ""
    return str(json.loads(lake.store.files.cat_file(path))["flow_run"])  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def note_started(lake: Lake, campaign: str, key: str, deployment: str, flow_run: str) -> None:
    """Remember that a link was started."""
    path = link_path(lake, campaign, key)
    lake.store.files.makedirs(path.rpartition("/")[0], exist_ok=True)  # pyright: ignore[reportUnknownMemberType]
    content = json.dumps({"deployment": deployment, "flow_run": flow_run}).encode()
    lake.store.files.pipe_file(path, content)  # pyright: ignore[reportUnknownMemberType]
