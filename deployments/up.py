"""The factory standing on one machine: server, pages with reports, patrol, work pools and their workers, deployments.

Started again, it starts what has ended and leaves the rest alone.
"""

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from deployments.fresh_database import FreshDatabase
from deployments.server import answers, server_command
from deployments.services import alive, end, read_standing, start, write_standing
from deployments.settings import SERVER, WORKER
from schemas.service import Service, Standing

PORT: Final = 4200
PATIENCE_SECONDS: Final = 180.0
GPU_POOL: Final = "optmill-gpu"
POOLS: Final = {"optmill": "process", GPU_POOL: "gpu-process"}
"""Work pools of one machine, with the templates that they are made from."""
ON_ONE_MACHINE: Final = ("docker", "gpu-docker")
"""Templates whose containers see the factory's folder where everybody sees it."""


class UpError(RuntimeError):
    """A service did not start; the message says which, where its log lies, and what to do."""


def state_folder(home: Path) -> Path:
    """Where database, logs and reports of a standing factory lie."""
    return home / ".optmill"


def stand_up(home: Path, port: int, gpu: str, say: Callable[[str], None]) -> Standing:
    """Start what does not run yet, and deploy.

    Args:
        home: folder that runs work in; the state lies in `.optmill` there.
        port: of Prefect's server; reports are served on the next one.
        gpu: template of the GPU pool, where there is none yet.
        say: told each step.

    Raises:
        UpError: a port is taken, or a service ended or did not answer.
    """
    folder = state_folder(home)
    before = read_standing(folder) or Standing(
        url=f"http://127.0.0.1:{port}/api", reports_url=f"http://127.0.0.1:{port + 1}"
    )
    standing = Standing(
        url=before.url,
        reports_url=before.reports_url,
        services=tuple(service for service in before.services if alive(service)),
    )
    refuse_taken(standing, "server", port_of(standing.url))
    FreshDatabase(folder / "prefect").copy()
    server = server_command(port_of(standing.url))
    standing = with_service(standing, folder, "server", server, server_environment(folder, standing))
    say(f"server: {standing.page}")
    wait_for(standing, "server", f"{standing.url}/ready")
    (folder / "reports").mkdir(exist_ok=True)
    standing = with_service(standing, folder, "reports", reports_command(standing, folder), dict(os.environ))
    os.environ["PREFECT_API_URL"] = standing.url
    equip(home, gpu, say)
    environment = worker_environment(home, folder, standing)
    standing = with_service(standing, folder, "patrol", [sys.executable, "-m", "deployments.patrol"], environment)
    for pool in POOLS:
        standing = with_service(standing, folder, f"worker-{pool}", worker_command(pool), environment)
        say(f"worker: pool {pool}")
    return standing


def with_service(
    standing: Standing, folder: Path, name: str, command: list[str], environment: dict[str, str]
) -> Standing:
    """The standing with a service, started and remembered unless it runs."""
    if any(service.name == name for service in standing.services):
        return standing
    service = start(name, command, folder, environment)
    after = standing.model_copy(update={"services": (*standing.services, service)})
    write_standing(folder, after)
    return after


def equip(home: Path, gpu: str, say: Callable[[str], None]) -> None:
    """Give the server of `PREFECT_API_URL` its work pools, automations and deployments.

    A pool that is there stays as it is: an operator may have made it from another template.
    """
    os.environ.setdefault("PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED", "false")
    from deployments.automations import create_automations
    from deployments.deploy import deploy_all
    from deployments.pools import create_pool, has_pool

    for name, kind in (POOLS | {GPU_POOL: gpu}).items():
        if not has_pool(name):
            create_pool(name, kind, {"volumes": [f"{home}:{home}"]} if kind in ON_ONE_MACHINE else {})
            say(f"work pool: {name} ({kind})")
    for name in create_automations():
        say(f"automation: {name}")
    deploy_all(home)
    say("deployments: all of prefect.yaml")


def port_of(url: str) -> int:
    """The port of an address of ours."""
    return int(url.removesuffix("/api").rpartition(":")[2])


def reports_command(standing: Standing, folder: Path) -> list[str]:
    """What serves the reports' pages, on loopback only."""
    refuse_taken(standing, "reports", port_of(standing.reports_url))
    command = [sys.executable, "-m", "http.server", str(port_of(standing.reports_url)), "--bind", "127.0.0.1"]
    return [*command, "--directory", str(folder / "reports")]


def worker_command(pool: str) -> list[str]:
    """What starts a worker."""
    name = f"{socket.gethostname()}-{pool}"
    return [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--name", name]


def server_environment(folder: Path, standing: Standing) -> dict[str, str]:
    """The server's settings; it tells its pages the port that it has."""
    port = {"PREFECT_SERVER_API_PORT": str(port_of(standing.url))}
    return bare_environment() | SERVER | port | {"PREFECT_HOME": str(folder / "prefect")}


def worker_environment(home: Path, folder: Path, standing: Standing) -> dict[str, str]:
    """The workers' settings, which their flow runs inherit."""
    own = {
        "PREFECT_API_URL": standing.url,
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_LOCAL_STORAGE_PATH": str(folder / "prefect" / "results"),
        "OPTMILL_HOME": str(home),
        "OPTMILL_REPORTS": str(folder / "reports"),
        "OPTMILL_REPORTS_URL": standing.reports_url,
    }
    return bare_environment() | WORKER | own


def bare_environment() -> dict[str, str]:
    """Ours without another server's address."""
    return {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}


def refuse_taken(standing: Standing, name: str, port: int) -> None:
    """Raise UpError where somebody else listens on a port that a service of ours needs."""
    if any(service.name == name for service in standing.services):
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UpError(
                f"port {port}, for the {name}, can't be had: {error.strerror}; choose another by --port"
            ) from None


def wait_for(standing: Standing, name: str, url: str) -> None:
    """Return once a service answers.

    Raises:
        UpError: it ended, or did not answer in time.
    """
    service = next(service for service in standing.services if service.name == name)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if answers(url):
            return
        if not alive(service):
            raise UpError(f"the {name} ended at once; see {service.log}")
        time.sleep(0.1)
    raise UpError(f"the {name} did not answer within {PATIENCE_SECONDS:g} s; see {service.log}")


def stand_down(home: Path) -> tuple[Service, ...]:
    """End what was started, workers first; returns what was still alive."""
    folder = state_folder(home)
    standing = read_standing(folder)
    if not standing:
        return ()
    living = tuple(service for service in standing.services if alive(service))
    workers = [service for service in living if service.name.startswith("worker-")]
    end(workers)
    end([service for service in living if service not in workers])
    write_standing(folder, standing.model_copy(update={"services": ()}))
    return living
