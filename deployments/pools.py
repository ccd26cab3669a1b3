"""Work pools: Prefect's own job templates with what the factory adds, from `pools/NAME.json`."""

import json
from typing import Any, Final, cast

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.exceptions import ObjectNotFound

from deployments.settings import FOLDER

KINDS: Final = tuple(sorted(path.stem for path in (FOLDER / "pools").glob("*.json")))
"""Templates that ship: a plain and a GPU one of each type."""


def create_pool(name: str, kind: str) -> None:
    """Create a work pool from a template that ships, or bring an existing one up to date.

    Args:
        name: of the pool.
        kind: one of `KINDS`.
    """
    content = json.loads((FOLDER / "pools" / f"{kind}.json").read_text(encoding="utf-8"))
    limit = content.get("concurrency_limit")
    with get_client(sync_client=True) as client:
        template = merged(default_template(content["type"]), content["template"])
        try:
            client.read_work_pool(name)
        except ObjectNotFound:
            client.create_work_pool(
                WorkPoolCreate(
                    name=name,
                    type=content["type"],
                    description=content["description"],
                    base_job_template=template,
                    concurrency_limit=limit,
                )
            )
        else:
            client.update_work_pool(name, WorkPoolUpdate(base_job_template=template))


def default_template(type: str) -> dict[str, Any]:
    """The job template that Prefect's own worker of a type brings."""
    from prefect.workers.base import BaseWorker

    worker: Any = BaseWorker.get_worker_class_from_type(type)
    if worker is None:
        raise ModuleNotFoundError(f"prefect-{type}")
    return worker.get_default_base_job_template()


def merged(base: Any, change: Any) -> Any:
    """JSON with a change merged in: objects field by field, everything else replaced; null takes a field away."""
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    result = dict(cast("dict[str, Any]", base))
    for name, value in cast("dict[str, Any]", change).items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
