"""The files of `deployments/` say what they should, and say it of things that exist."""

import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow

from deployments.automations import read_automations
from deployments.pools import KINDS, default_template, merged
from deployments.settings import FOLDER, SERVER, WORKER
from schemas.chain import Chain
from schemas.spec import CampaignSpec
from tests.mill import ROOT


def deployments() -> list[dict[str, Any]]:
    """The entries of `prefect.yaml`."""
    return yaml.safe_load((FOLDER / "prefect.yaml").read_text())["deployments"]


@pytest.mark.parametrize("entry", deployments(), ids=lambda entry: entry["name"])
def test_every_deployment_is_a_flow_that_can_be_imported_and_is_named_like_it(entry: dict[str, Any]):
    module, _, name = entry["entrypoint"].rpartition(".")
    flow = getattr(importlib.import_module(module), name)
    assert isinstance(flow, Flow)
    assert flow.name == entry["name"]
    assert entry["description"]


def test_servers_record_in_batches_forget_in_time_and_tell_nobody():
    assert SERVER["PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE"] == "200"
    assert SERVER["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"] == "events,flow_runs"
    assert SERVER["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_a_lost_run_is_found_after_three_heartbeats_and_retried_after_its_process_is_gone():
    lost, retry = (automation.trigger.model_dump()["within"].total_seconds() for automation in read_automations())
    heartbeat = int(WORKER["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"])
    assert lost == 3 * heartbeat
    assert retry < heartbeat


def content(kind: str) -> dict[str, Any]:
    """A pool's file, merged into Prefect's template."""
    read = json.loads((FOLDER / "pools" / f"{kind}.json").read_text())
    return merged(default_template(read["type"]), read["template"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_uses_only_variables_that_it_declares(kind: str):
    template = content(kind)
    used = set(re.findall(r"\{\{ (\w+) \}\}", str(template["job_configuration"])))
    assert used <= template["variables"]["properties"].keys()


def test_gpu_templates_ask_for_gpus_shared_memory_and_nodes():
    docker = content("gpu-docker")["variables"]["properties"]
    assert docker["device_requests"]["default"] == [{"Driver": "nvidia", "Count": -1, "Capabilities": [["gpu"]]}]
    assert docker["shared_memory"]["default"]
    job = content("gpu-kubernetes")["job_configuration"]["job_manifest"]["spec"]
    assert job["completions"] == job["parallelism"] == "{{ nodes }}"
    container = job["template"]["spec"]["containers"][0]
    assert container["resources"]["limits"]["nvidia.com/gpu"] == "{{ gpus }}"
    assert container["volumeMounts"] == [{"name": "shared-memory", "mountPath": "/dev/shm"}]


def test_the_compose_file_names_files_that_exist_and_one_database():
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text())
    assert compose["services"]["database"]["image"].startswith("postgres:")
    for service in compose["services"].values():
        for name in service.get("env_file", []):
            assert (FOLDER / name).is_file()
        if build := service.get("build"):
            assert (FOLDER / build["context"] / build["dockerfile"]).is_file()


def test_nothing_names_a_registry():
    for path in Path(ROOT, "deployments").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert not re.search(r"(docker|ghcr|quay|gcr)\.io", path.read_text()), path


def test_a_chain_without_links_starts_nothing():
    assert Chain().links == ()


def test_the_chain_of_the_readme_fits_the_deployments_that_it_names():
    block = next(b for b in re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(), re.S) if "[chain]" in b)
    chain = CampaignSpec.model_validate(tomllib.loads(block)).chain
    flows = {f"{entry['name']}/{entry['name']}": entry["entrypoint"] for entry in deployments()}
    assert len(chain.links) == 2
    for number, link in enumerate(chain.links):
        module, _, name = flows[link.deployment].rpartition(".")
        flow = getattr(importlib.import_module(module), name)
        filled = chain.filled(number, {"lake": "lake", "campaign": "nightly", "key": "0123"})
        assert not re.search(r"\{(lake|campaign|key)\}", json.dumps(filled))
        flow.validate_parameters(filled)
