"""Trainings and benchmarks of a tiny model on the GPU pool of a standing factory, as pages and chains start them.

The same runs hold for a pool of processes and for one of containers: only the device request is unset.
"""

import json
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tasks.seed_file import read_seeds
from tests.pages import choose, fill, open_form, submit
from tests.standing import Factory

STEPS = 3
TRAINING: dict[str, Any] = {
    "most_steps": STEPS,
    "most_tokens": 6_000,
    "batch_per_device": 1,
    "accumulate": 1,
    "learning_rate": 1e-2,
    "precision": "float32",
    "gradient_checkpointing": False,
    "evaluate_every": 0,
    "launch": {"config": "cpu_fsdp2"},
}
"""Two ranks, by the config that ships."""
SHARES = {"validation": 0.0, "test": 0.3}
ASKED = {"limit": 3, "lake": "lake", "door": "local"}


def make_base(home: Path) -> Path:
    """A tiny model whose tokenizer knows the seeds' words, in the factory's folder."""
    from tests.tasks.trainer.tiny import make_model

    return make_model(home / "tiny", [seed.statement for seed in read_seeds()[:60]])


def training(data: str, output: str) -> dict[str, Any]:
    """The spec of a training."""
    return TRAINING | {"model": "tiny", "data": data, "output": output}


def benchmark(data: str, model: str) -> dict[str, Any]:
    """The spec of a benchmark of a model on an export's test questions."""
    return ASKED | {"sets": [f"{data}/questions/test.jsonl"], "model": {"model": f"hf/{model}", "max_tokens": 8}}


def chain() -> dict[str, Any]:
    """Export, training and benchmark of what a campaign left."""
    data, output = "sets/{campaign}", "models/{campaign}"
    export = {"lake": "{lake}", "campaigns": ["{campaign}"], "output": data, "shares": SHARES, "near_duplicates": True}
    links = {"export": export, "finetune": training(data, output), "benchmark": benchmark(data, f"{output}/model")}
    return {"links": [{"deployment": f"{name}/{name}", "parameters": {"spec": spec}} for name, spec in links.items()]}


def fill_training(page: Page, factory: Factory, fields: dict[str, str]) -> str:
    """Start a training of a step from its form; returns the id of its run."""
    open_form(page, factory, "finetune/finetune")
    fill(page, {"Model": "tiny", "Most Steps": "1", "Accumulate": "1", "Evaluate Every": "0"} | fields)
    choose(page, "Precision", "float32")
    submit(page)
    filters = {"deployments": {"name": {"any_": ["finetune"]}}, "sort": "EXPECTED_START_TIME_DESC"}
    runs = factory.post("/flow_runs/filter", filters)
    return next(run["id"] for run in runs if run["parameters"]["spec"]["output"] == fields["Output"])


def result_of(factory: Factory, output: str) -> dict[str, Any]:
    """What a training left in the factory's folder."""
    return json.loads((factory.home / output / "result.json").read_text())


def links(factory: Factory, campaign: str) -> list[dict[str, Any]]:
    """Runs of a campaign's links, in order."""
    tags = ["optmill-chain", f"campaign:{campaign}"]
    found = factory.post("/flow_runs/filter", {"flow_runs": {"tags": {"all_": tags}}})
    return sorted(found, key=lambda run: run["created"])


def wait_for_chain(factory: Factory, campaign: str, seconds: float) -> list[dict[str, Any]]:
    """Wait until all links of a campaign have ended well."""
    deadline = time.monotonic() + seconds
    while True:
        found = links(factory, campaign)
        states = [run["state_type"] for run in found]
        assert not set(states) & {"FAILED", "CRASHED", "CANCELLED"}, [(run["name"], run["state"]) for run in found]
        if states.count("COMPLETED") == 3:
            return found
        assert time.monotonic() < deadline, states
        time.sleep(1)
