"""What follows a campaign's end is started once, whichever of its three triggers is lost or comes twice."""

import time
from typing import Any
from uuid import UUID

from tests.standing import Factory

SMALL = ("--rounds", "1", "--children", "4")
PARAMETERS = {"lake": "{lake}", "campaign": "{campaign}"}
CHAIN = {
    "links": [
        {"deployment": "report/report", "parameters": PARAMETERS},
        {"deployment": "evolve/evolve", "on": False},
        {"deployment": "audit/audit", "parameters": PARAMETERS},
    ]
}


def links(factory: Factory, campaign: str) -> list[dict[str, Any]]:
    """Runs of a campaign's links."""
    tags = ["optmill-chain", f"campaign:{campaign}"]
    return factory.post("/flow_runs/filter", {"flow_runs": {"tags": {"all_": tags}}})


def wait_for_links(factory: Factory, campaign: str, count: int, seconds: float = 120) -> None:
    """Wait until so many links have completed."""
    deadline = time.monotonic() + seconds
    while [run["state_type"] for run in links(factory, campaign)].count("COMPLETED") < count:
        assert time.monotonic() < deadline, [(run["name"], run["state"]) for run in links(factory, campaign)]
        time.sleep(0.5)


def tell_twice(factory: Factory, campaign: str) -> None:
    """Emit the event of a campaign's end two more times."""
    event = factory.events("optmill.campaign.ended")[0]
    resource = {"prefect.resource.id": f"optmill.campaign.{campaign}"}
    payload = event["payload"] | {"campaign": campaign}
    for number in range(2):
        told = {"id": str(UUID(int=number)), "occurred": event["occurred"], "event": "optmill.campaign.ended"}
        factory.http.post("/events", json=[told | {"resource": resource, "payload": payload}]).raise_for_status()


def test_each_link_runs_once_after_the_one_before_it_though_the_event_comes_twice(factory: Factory):
    run = factory.run("campaign/campaign", spec={"campaign": "chained", "children": 4, "rounds": 1, "chain": CHAIN})
    assert factory.wait(run)["state_type"] == "COMPLETED"
    wait_for_links(factory, "chained", 2)
    tell_twice(factory, "chained")
    assert factory.wait(factory.run("sweep/sweep"))["state_type"] == "COMPLETED"
    assert factory.wait(factory.run("follow/follow", campaign="chained"))["state_type"] == "COMPLETED"
    made = sorted(links(factory, "chained"), key=lambda run: run["created"])
    assert [run["parameters"] for run in made] == [{"lake": "lake", "campaign": "chained"}] * 2
    assert len({run["deployment_id"] for run in made}) == 2
    assert made[0]["end_time"] <= made[1]["start_time"]


def test_the_sweep_starts_what_no_event_and_no_flow_led_to(factory: Factory):
    """A campaign at the command line, with a server of its own: nothing of its end reaches the standing factory.

    It has a lake of its own, too, which the factory's scheduled sweep does not look at.
    """
    spec = factory.home / "spec.toml"
    parameters = '{ lake = "{lake}", campaign = "{campaign}" }'
    spec.write_text(f'[chain]\nlinks = [{{ deployment = "report/report", parameters = {parameters} }}]\n')
    done = factory.command("campaign", "--campaign", "apart", "--lake", "beside", *SMALL, "--spec", str(spec))
    assert done.returncode == 0, done.stderr
    assert not links(factory, "apart")
    for _ in range(2):
        assert factory.wait(factory.run("sweep/sweep", lakes=["beside"]))["state_type"] == "COMPLETED"
    wait_for_links(factory, "apart", 1)
    assert len(links(factory, "apart")) == 1
