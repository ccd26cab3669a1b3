"""Stage: start what follows a campaign's end, each link once, however often and from wherever it is asked.

The campaign itself asks, an automation on its event asks, and a scheduled sweep asks for what both missed; the run's
idempotency key, made of the rounds' manifests, makes one run of them all.
"""

from typing import Any, cast

from prefect import task
from prefect.client.orchestration import get_client
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.logging import get_run_logger

from schemas.ending import Ending
from tasks.lake.endings import read_ending
from tasks.lake.lake import Lake
from tasks.lake.links import note_started, started_run

TAG = "optmill-chain"
"""Tag of all runs of links: the end of one is an event that asks for the next."""


@task(name="follow_chain", retries=2, retry_delay_seconds=2)
def follow_chain(lake: str, campaign: str) -> str:
    """Start the next link of a campaign's chain, where its turn has come; says what was done."""
    opened = Lake(lake)
    ending = read_ending(opened, campaign)
    if ending is None or not ending.chain.links:
        return f"{campaign}: nothing follows"
    said = f"{campaign}: {next_link(opened, lake, ending)}"
    get_run_logger().info(said)
    return said


def next_link(opened: Lake, lake: str, ending: Ending) -> str:
    """Go along the chain to the first link that has not completed; start it unless it was."""
    chain = ending.chain
    if ending.limit not in chain.after:
        return f"its end ({ending.limit.value}) is not followed"
    for number, link in enumerate(chain.links):
        if not link.on:
            continue
        key = chain.link_key(ending.key, number)
        if run := started_run(opened, ending.campaign, key):
            if (state := state_of(run)) != "COMPLETED":
                return f"{link.deployment} is {state.lower()}"
            continue
        if not chain.affords(number, ending.cost_usd):
            return f"{link.deployment} would cost more than most_usd = {chain.most_usd:g}; it is not started"
        return start_link(opened, lake, ending, number)
    return "the whole chain is done"


def start_link(opened: Lake, lake: str, ending: Ending, number: int) -> str:
    """Start a link's deployment, once for its key, and remember it."""
    link, key = ending.chain.links[number], ending.chain.link_key(ending.key, number)
    names = {"lake": lake, "campaign": ending.campaign, "key": ending.key[:12]}
    try:
        run: Any = cast("Any", run_deployment)(
            link.deployment,
            parameters=ending.chain.filled(number, names),
            idempotency_key=key,
            timeout=0,
            tags=[TAG, f"campaign:{ending.campaign}"],
            as_subflow=False,
        )
    except ObjectNotFound:
        return f"{link.deployment} is not deployed here; a standing factory that has it will start it (optmill up)"
    note_started(opened, ending.campaign, key, link.deployment, str(run.id))
    return f"{link.deployment} started as {run.name}"


def state_of(run: str) -> str:
    """Type of a flow run's state; UNKNOWN where this server has no such run."""
    with get_client(sync_client=True) as client:
        try:
            state = client.read_flow_run(run).state  # pyright: ignore[reportArgumentType] - ids as texts will do
        except ObjectNotFound:
            return "UNKNOWN"
    return state.type.value if state else "PENDING"
