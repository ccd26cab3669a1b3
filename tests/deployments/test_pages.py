"""Prefect's pages in a real browser: a deployment is run from its form, and a failed run is retried by its button.

Screenshots are kept where OPTMILL_SCREENSHOTS names a folder.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.gpu_pool import fill_training, make_base, result_of
from tests.model_server.client import RunningServer
from tests.pages import BROWSER, fill, open_form, open_page, pages, submit
from tests.standing import Factory


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if not BROWSER:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with open_page(tmp_path_factory.mktemp("browser")) as page:
        yield page


def keep(page: Page, name: str) -> None:
    """Keep what is seen."""
    if folder := os.environ.get("OPTMILL_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_deployment_is_run_from_its_form_and_its_survival_is_seen(factory: Factory, page: Page):
    open_form(page, factory, "evolve/evolve")
    fill(page, {"Campaign": "formed", "Children": "6"})
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


def test_a_training_is_started_from_its_form_and_its_loss_is_seen(factory: Factory, page: Page):
    pytest.importorskip("trl", reason="the train extra is not installed")
    make_base(factory.home)
    row = {"prompt": [{"role": "user", "content": "How much?"}], "completion": [{"role": "assistant", "content": "4."}]}
    (factory.home / "rows.jsonl").write_text(f"{json.dumps(row)}\n" * 4)
    run = fill_training(page, factory, {"Data": "rows.jsonl", "Output": "models/formed", "Config": "single_cpu"})
    keep(page, "training")
    assert factory.wait(run, seconds=400)["state_type"] == "COMPLETED"
    assert (result_of(factory, "models/formed")["steps"], result_of(factory, "models/formed")["world_size"]) == (1, 1)
    page.goto(f"{pages(factory)}/runs/flow-run/{run}?tab=Artifacts")
    expect(page.get_by_text("loss-formed").first).to_be_visible()
    keep(page, "loss")


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
