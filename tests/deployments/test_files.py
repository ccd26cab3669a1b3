"""The files of `deployments/` say what they should, and say it of things that exist."""

import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any
from uuid import uuid4

import kubernetes_validate
import pytest
import yaml
from packaging.requirements import Requirement
from prefect import Flow
from prefect.client.schemas.objects import FlowRun
from prefect.utilities.templating import apply_values
from prefect_kubernetes.worker import KubernetesWorkerJobConfiguration

from deployments.automations import read_automations
from deployments.pools import PoolError, job_template
from deployments.settings import FOLDER, KINDS, SERVER, WORKER
from schemas.chain import Chain
from schemas.spec import CampaignSpec
from tests.mill import ROOT

KUBERNETES = ("1.30", "1.34", "1.37")
"""Versions whose schema the manifests keep to."""


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_uses_only_variables_that_it_declares(kind: str):
    template = job_template(kind, {})
    used = set(re.findall(r"\{\{ (\w+) \}\}", str(template["job_configuration"])))
    assert used <= template["variables"]["properties"].keys()


def test_gpu_templates_ask_for_gpus_shared_memory_and_nodes():
    docker = job_template("gpu-docker", {})["variables"]["properties"]
    assert docker["device_requests"]["default"] == [{"Driver": "nvidia", "Count": -1, "Capabilities": [["gpu"]]}]
    assert docker["shared_memory"]["default"]
    job = job_manifest("gpu-kubernetes", nodes=2, gpus=8)["spec"]
    assert job["completions"] == job["parallelism"] == 2
    container = job["template"]["spec"]["containers"][0]
    assert container["resources"]["limits"] == {"nvidia.com/gpu": 8}
    assert container["volumeMounts"][0] == {"name": "shared-memory", "mountPath": "/dev/shm"}


def job_manifest(kind: str, **settings: Any) -> dict[str, Any]:
    """The job that Prefect's worker makes of a template for a flow run, less two fields that no pod has.

    Prefect insists on `completions` and `parallelism` in the pod, where its own template has them; a cluster drops
    them with a warning.
    """
    template = job_template(kind, {"working_dir": "/srv/optmill", **settings} if kind.startswith("gpu") else settings)
    variables = {name: about.get("default") for name, about in template["variables"]["properties"].items()}
    values = {name: value for name, value in variables.items() if value is not None}
    configured = KubernetesWorkerJobConfiguration(**apply_values(template["job_configuration"], values))
    configured.prepare_for_flow_run(FlowRun(id=uuid4(), flow_id=uuid4(), name="calm-otter"))
    job: dict[str, Any] = configured.job_manifest
    assert [job["spec"]["template"]["spec"].pop(name) for name in ("completions", "parallelism")] == [1, 1]
    return job


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("kubernetes", {}),
        ("kubernetes", {"memory_limit": "8Gi"}),
        ("gpu-kubernetes", {}),
        ("gpu-kubernetes", {"nodes": 2}),
    ],
)
def test_the_jobs_of_kubernetes_pools_keep_to_its_schema(kind: str, settings: dict[str, Any]):
    job = job_manifest(kind, **settings)
    for version in KUBERNETES:
        kubernetes_validate.validate(job, version, strict=True)
    job["spec"]["template"]["spec"]["containers"][0]["ressources"] = {}
    with pytest.raises(kubernetes_validate.ValidationError, match="ressources"):
        kubernetes_validate.validate(job, KUBERNETES[0], strict=True)


def test_the_pods_of_a_training_find_each_other_by_the_service_that_ships():
    service = yaml.safe_load((FOLDER / "pools" / "gpu-kubernetes-service.yaml").read_text())
    for version in KUBERNETES:
        kubernetes_validate.validate(service, version, strict=True)
    pod = job_manifest("gpu-kubernetes", nodes=2)["spec"]["template"]
    assert service["spec"]["selector"].items() <= pod["metadata"]["labels"].items()
    assert service["metadata"]["name"] == pod["spec"]["subdomain"]
    container = pod["spec"]["containers"][0]
    assert container["command"] == ["python3", "-m", "tasks.launching.node", "--service", "optmill-gpu"]
    assert container["args"] == ["prefect", "flow-run", "execute"]


def test_a_setting_becomes_a_templates_default_and_one_that_there_is_not_is_refused():
    template = job_template("gpu-docker", {"device_requests": []})
    assert template["variables"]["properties"]["device_requests"]["default"] == []
    with pytest.raises(PoolError, match=r"gpu-docker has no variable 'gpus'; it has auto_remove, .*device_requests"):
        job_template("gpu-docker", {"gpus": 1})


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
        if path.is_file() and path.suffix != ".pyc" and "packages" not in path.parts:
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


def test_the_gpu_image_keeps_the_factory_and_the_trainer_in_environments_of_their_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = {Requirement(line).name.lower().replace("_", "-"): line for line in lock("gpu")}
    for needed in map(Requirement, project["dependencies"]):
        version = pins[needed.name.lower()].partition("==")[2]
        assert needed.specifier.contains(version), needed
    assert not pins.keys() & {"torch", "trl", "transformers", "optmill"}
    trainers = {Requirement(line).name.lower() for line in lock("trainer")}
    assert {"torch", "trl", "peft"} <= trainers
    assert not trainers & {"prefect", "litellm", "fastapi"}


def lock(image: str) -> list[str]:
    """Pins of an image's environment."""
    lines = (FOLDER / image / "requirements.lock").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("image", ["gpu", "trainer", "worker"])
def test_what_an_image_copies_from_the_repository_is_sent_to_the_engine(image: str):
    """`.dockerignore` lets in only what is named."""
    sent = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    for line in re.findall(r"^COPY (?!--from)(.*)$", (FOLDER / image / "Dockerfile").read_text(), re.MULTILINE):
        for source in line.split()[:-1]:
            assert list(ROOT.glob(source)), source
            assert source.partition("/")[0] in sent, source
