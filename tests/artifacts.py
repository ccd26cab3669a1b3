"""What flows have left in the record of the Prefect server that is set."""
# pyright: basic
# Reason: Prefect's client has partial types.

from typing import Any


def artifacts() -> dict[str, Any]:
    """The latest artifacts by key."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        found: list[Any] = client.request("POST", "/artifacts/latest/filter", json={}).json()
    return {artifact["key"]: artifact for artifact in found}
