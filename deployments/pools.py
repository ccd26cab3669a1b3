"""Work pools: Prefect's own job templates with what the factory adds, from `pools/NAME.json`."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.objects import WorkPool
from prefect.exceptions import ObjectNotFound

from deployments.settings import FOLDER


class PoolError(ValueError):
    """A pool can't be made as it was asked for; the message says what to do."""


def create_pool(name: str, kind: str, settings: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Create a work pool from a template that ships, or bring an existing one up to date.

    Args:
        name: of the pool.
        kind: of the template, one of `KINDS`.
        settings: defaults of the template's variables that differ from those that ship.

    Raises:
        PoolError: the template has no such variable, or there is a pool of that name and another type.
        ModuleNotFoundError: Prefect's worker of that type is not installed.
    """
    content = read_kind(kind)
    template = job_template(kind, settings)
    with get_client(sync_client=True) as client:
        found = find_pool(client, name)
        if found is None:
            own: dict[str, Any] = {word: content.get(word) for word in ("type", "description", "concurrency_limit")}
            client.create_work_pool(WorkPoolCreate(name=name, base_job_template=template, **own))
        elif found.type != content["type"]:
            raise PoolError(
                f"the work pool {name} is of type {found.type}, and Prefect changes no type: remove it first, with "
                f"`prefect work-pool delete {name}`, then create it and run `optmill deploy`"
            )
        else:
            client.update_work_pool(name, WorkPoolUpdate(base_job_template=template))


def has_pool(name: str) -> bool:
    """Whether the server has a work pool."""
    with get_client(sync_client=True) as client:
        return find_pool(client, name) is not None


def find_pool(client: SyncPrefectClient, name: str) -> WorkPool | None:
    """A work pool; None: there is none."""
    try:
        return client.read_work_pool(name)
    except ObjectNotFound:
        return None


def read_kind(kind: str) -> dict[str, Any]:
    """The file of a template."""
    return json.loads((FOLDER / "pools" / f"{kind}.json").read_text(encoding="utf-8"))


def job_template(kind: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Prefect's own template with what the factory adds, and with settings as its defaults.

    Raises:
        PoolError: there is no such variable.
    """
    content = read_kind(kind)
    template = merged(default_template(content["type"]), content["template"])
    variables: dict[str, Any] = template["variables"]["properties"]
    for name, value in settings.items():
        if name not in variables:
            raise PoolError(f"{kind} has no variable {name!r}; it has {', '.join(sorted(variables))}")
        variables[name]["default"] = value
    return template


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
