"""The tiny model is trained by two ranks, and benchmarked, in containers of the GPU pool; prints a Markdown table.

`python -m tests.measure_pools` needs a container engine with the image `optmill-gpu`. A factory stands up with a GPU
pool made from the template `gpu-docker`, of which only the device request is unset; a campaign's chain starts export,
training and benchmark, then a form of Prefect's pages, in Chromium, and its API do. Exit code 1 where any of it fails.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.gpu_pool import benchmark, chain, fill_training, make_base, result_of, training, wait_for_chain
from tests.pages import BROWSER, open_page
from tests.standing import Factory

SECONDS = 1_800


def main() -> int:
    """Run everything, and print who trained where."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_pools", description=__doc__)
    parser.add_argument("--image", default="optmill-gpu")
    image = parser.parse_args().image
    home = Path(tempfile.mkdtemp(prefix="optmill-pools-"))
    with Factory(home, "--gpu", "gpu-docker") as up:
        settings = {"image": image, "device_requests": "[]", "volumes": f'["{home}:{home}"]'}
        words = [word for setting in settings.items() for word in ("--set", "=".join(setting))]
        made = up.command("pool", "create", "optmill-gpu", "--kind", "gpu-docker", *words)
        assert made.returncode == 0, made.stderr
        rows = run(up)
    sys.stdout.write(
        "| run | started by | state | seconds | ranks | sharding | loss |\n|---|---|---|---|---|---|---|\n"
    )
    for row in rows:
        sys.stdout.write(f"| {' | '.join(row)} |\n")
    shutil.rmtree(home)  # where anything failed, it stays
    return 0 if all(row[2] == "COMPLETED" for row in rows) else 1


def run(factory: Factory) -> list[list[str]]:
    """A campaign with its chain, then the same from the pages."""
    make_base(factory.home)
    spec = {"campaign": "chained", "children": 12, "rounds": 1, "door": "local", "chain": chain()}
    assert factory.wait(factory.run("campaign/campaign", spec=spec), seconds=SECONDS)["state_type"] == "COMPLETED"
    rows = [row(factory, run, "chain") for run in wait_for_chain(factory, "chained", SECONDS)]
    runs = {
        "form": start_from_form(factory) if BROWSER else "",
        "api, two ranks": factory.run("finetune/finetune", spec=training("sets/chained", "models/asked")),
    }
    rows += [row(factory, factory.wait(run, seconds=SECONDS), by) for by, run in runs.items() if run]
    scored = factory.run("benchmark/benchmark", spec=benchmark("sets/chained", "models/asked/model"))
    return [*rows, row(factory, factory.wait(scored, seconds=SECONDS), "api")]


def start_from_form(factory: Factory) -> str:
    """Start a training by two ranks as a person does; returns the id of its run."""
    with open_page(factory.home / ".browser") as page:
        fields = {"Data": "sets/chained", "Output": "models/formed", "Config": "cpu_fsdp2", "Most Tokens": "6000"}
        return fill_training(page, factory, fields)


def row(factory: Factory, run: dict[str, Any], by: str) -> list[str]:
    """A row of the table."""
    told = [run["name"], by, run["state_type"], f"{run['total_run_time']:.0f}"]
    output = run["parameters"]["spec"].get("output", "")
    if not (factory.home / output / "result.json").is_file():
        return [*told, "", "", ""]
    result = result_of(factory, output)
    return [*told, str(result["world_size"]), result["sharding"], f"{result['loss']:.4f}"]


if __name__ == "__main__":
    sys.exit(main())
