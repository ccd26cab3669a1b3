"""Prefect's pages in a real browser: a deployment is run from its form, and a failed run is retried by its button.

Screenshots are kept where OPTMILL_SCREENSHOTS names a folder.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from tests.model_server.client import RunningServer
from tests.standing import Factory

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Nothing but loopback is reached."""
PATIENCE = 60_000
"""Milliseconds."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if not BROWSER:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("browser"),
            executable_path=BROWSER,
            headless=True,
            args=FLAGS,
            viewport={"width": 1400, "height": 1000},
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield context.new_page()
        context.close()


def keep(page: Page, name: str) -> None:
    """Keep what is seen."""
    if folder := os.environ.get("OPTMILL_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def pages(factory: Factory) -> str:
    return f"http://127.0.0.1:{factory.port}/v2"


def submit(page: Page) -> None:
    """Press Submit, and again where the page stays: a busy server's SQLite answers 503, which the form only tells."""
    left = re.compile(r"flow-run|deployments/deployment/[^/]+(\?.*)?$")
    for last in (False, False, True):
        page.get_by_role("button", name="Submit").click()
        try:
            page.wait_for_url(left, timeout=PATIENCE / 3)
            return
        except TookTooLong:
            if last:
                raise


def test_a_deployment_is_run_from_its_form_and_its_survival_is_seen(factory: Factory, page: Page):
    deployment = factory.ask("GET", "/deployments/name/evolve/evolve")["id"]
    page.goto(f"{pages(factory)}/deployments/deployment/{deployment}/run")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Campaign", exact=False).first.fill("formed")
    page.get_by_label("Children", exact=False).first.fill("6")
    keep(page, "form")
    submit(page)
    runs = factory.post("/flow_runs/filter", {"deployments": {"name": {"any_": ["evolve"]}}, "sort": "START_TIME_DESC"})
    run = next(run for run in runs if run["parameters"].get("spec", {}).get("campaign") == "formed")
    assert run["parameters"]["spec"]["children"] == 6
    assert factory.wait(run["id"])["state_type"] == "COMPLETED"
    page.goto(f"{pages(factory)}/runs/flow-run/{run['id']}?tab=Artifacts")
    expect(page.get_by_text("formed round 1").first).to_be_visible()
    expect(page.get_by_text("survival-formed").first).to_be_visible()
    keep(page, "artifacts")
    artifact = factory.artifacts("survival-formed")[0]["id"]
    page.goto(f"{pages(factory)}/artifacts/artifact/{artifact}")
    expect(page.get_by_text("complexity_evolving").first).to_be_visible()
    keep(page, "survival")


def test_the_retry_button_of_a_failed_run_does_its_work(factory: Factory, page: Page):
    with RunningServer(latency_seconds=0.02, faults={"unauthorized": 0.05}) as server:
        teacher = {"model": "openai/mill", "address": server.address, "key": "MILL_KEY"}
        run = factory.run("evolve/evolve", spec={"campaign": "pressed", "children": 8, "teacher": teacher})
        assert factory.wait(run)["state_type"] == "FAILED"
        server.change_faults({})
        page.goto(f"{pages(factory)}/runs/flow-run/{run}")
        expect(page.get_by_text("Failed").first).to_be_visible()
        keep(page, "failed")
        page.get_by_role("button", name=re.compile("menu|more|actions", re.I)).last.click()
        page.get_by_role("menuitem", name="Retry").click()
        page.get_by_role("alertdialog").or_(page.get_by_role("dialog")).get_by_role("button", name="Retry").click()
        factory.wait(run, "SCHEDULED", "PENDING", "RUNNING", "COMPLETED")
        assert factory.wait(run, "COMPLETED")["run_count"] == 2
        assert server.stats()["asked_again"] == 0
    page.reload()
    expect(page.get_by_text("Completed").first).to_be_visible()
    keep(page, "retried")
