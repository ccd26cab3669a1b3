"""The container door: hardened, warm, replaced when it must be, and gone without a trace."""
# pyright: basic
# Reason: docker ships no types.

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import docker
import pytest

import tasks.sandbox.container
import tasks.sandbox.container_server
from schemas.image import Image
from schemas.solve import DoorName, Limits, SolverName, TerminationStatus
from tasks.sandbox.container import ContainerDoor
from tasks.sandbox.door import SandboxError, new_door
from tasks.sandbox.hardening import DOOR, OWNER, ROLE, SOLVER, creation, owner
from tasks.sandbox.pool import Place
from tasks.sandbox.reaper import reap
from tests.engine import containers_on
from tests.mill import ROOT

SOLVED = "import coptpy as cp\nm = cp.Envr().createModel()\nm.addVar(lb=2, obj=1)\nm.solve()\n"
STATUS = "print({line.split(':')[0]: line.split()[1:] for line in open('/proc/self/status') if ':' in line})\n"


@pytest.fixture(scope="module")
def client(containers: docker.DockerClient) -> docker.DockerClient:
    return containers


@pytest.fixture(scope="module")
def image(image_of: Callable[[SolverName], Image]) -> Image:
    return image_of(SolverName.copt)


@pytest.fixture(scope="module")
def door(image: Image) -> Iterator[ContainerDoor]:
    with ContainerDoor(slots=1) as opened:
        yield opened


def run(door: ContainerDoor, source: str, **limits: float):
    return door.run_program(source, SolverName.copt, Limits.model_validate({"wall_seconds": 5} | limits))


def ours(client: docker.DockerClient) -> list[str]:
    """Containers of this process."""
    return [str(found.id) for found in containers_on(client, label=f"{OWNER}={owner()}")]


def test_a_solve_says_that_it_ran_in_a_container_and_of_which_image(door: ContainerDoor, image: Image):
    solve = run(door, SOLVED)
    assert (solve.status, solve.objective, solve.door, solve.image) == ("optimal", 2, "container", image.id)


def test_all_guards_hold(door: ContainerDoor):
    guards = {"process-namespace", "network-namespace", "own-user", "read-only-files", "system-call-filter"}
    assert set(run(door, "").isolation) >= {*guards, "memory-cgroup", "rlimits", "private-folder"}


def test_a_program_has_no_power_and_can_gain_none(door: ContainerDoor):
    told = run(door, STATUS).stdout
    for line in ("'CapEff': ['0000000000000000']", "'CapBnd': ['00000000000000e0']", "'NoNewPrivs': ['1']"):
        assert line in told, told
    assert "'Seccomp': ['2']" in told


def test_programs_of_two_containers_have_two_users():
    users = {creation("image", Place(solver=SolverName.copt))["command"][-1] for _ in range(50)}
    assert len(users) == 50


def test_one_container_serves_many_programs(door: ContainerDoor, client: docker.DockerClient):
    run(door, "")
    before = ours(client)
    for _ in range(5):
        assert run(door, "import os\nprint(os.listdir('.'))\nopen('left', 'w')\n").stdout == "[]\n"
    assert ours(client) == before


def test_a_killed_container_is_replaced_and_its_program_runs_again(door: ContainerDoor, client: docker.DockerClient):
    run(door, "")
    found = []
    runner = threading.Thread(target=lambda: found.append(run(door, "import time\ntime.sleep(1)\n" + SOLVED)))
    runner.start()
    time.sleep(0.4)
    for container in ours(client):
        client.containers.get(container).kill()
    runner.join()
    assert (found[0].status, found[0].objective) == ("optimal", 2)


def test_a_container_is_replaced_when_it_is_worn(
    door: ContainerDoor, client: docker.DockerClient, monkeypatch: pytest.MonkeyPatch
):
    run(door, "")
    before = ours(client)
    monkeypatch.setattr(tasks.sandbox.container_server, "PROGRAMS", 1)
    run(door, "")
    monkeypatch.undo()
    run(door, "")
    assert set(ours(client)).isdisjoint(before)


def test_a_container_is_replaced_when_its_image_is_built_anew(
    client: docker.DockerClient, image: Image, monkeypatch: pytest.MonkeyPatch
):
    base = client.containers.create(image.id)
    newer = image.model_copy(update={"id": base.commit().id})
    base.remove()
    monkeypatch.setattr(tasks.sandbox.container, "IMAGE_SECONDS", 0.0)
    with ContainerDoor(slots=1) as door:
        assert run(door, "").image == image.id
        monkeypatch.setattr(tasks.sandbox.container, "find_image", lambda *_: newer)
        run(door, "")
        assert run(door, SOLVED).image == newer.id
    client.images.remove(newer.id)


def test_many_processes_that_eat_memory_end_with_their_container_alone(door: ContainerDoor):
    source = "import os\nfor _ in range(12):\n    if os.fork() == 0:\n        x = bytearray(2**28)\n"
    assert run(door, source + "while True: pass\n", wall_seconds=3).status != "optimal"
    assert run(door, SOLVED).objective == 2


def test_a_closed_door_leaves_no_container(client: docker.DockerClient, image: Image):
    before = ours(client)
    with ContainerDoor(slots=1) as door:
        run(door, "")
        assert len(ours(client)) == len(before) + 1
    assert ours(client) == before


def test_a_killed_process_leaves_no_container(client: docker.DockerClient, image: Image):
    script = """
from schemas.solve import SolverName
from tasks.sandbox.container import ContainerDoor
door = ContainerDoor(1)
door.run_program("", SolverName.copt)
print("ready", flush=True)
door.run_program("import time\\ntime.sleep(60)", SolverName.copt)
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.3)
        process.kill()
    mine = f"/{process.pid}/"
    until = time.monotonic() + 10
    while any(mine in found.labels.get(OWNER, "") for found in containers_on(client, label=ROLE)):
        assert time.monotonic() < until, "its container still lives"
        time.sleep(0.1)


def test_the_reaper_takes_what_dead_owners_left_and_nothing_else(client: docker.DockerClient, image: Image):
    host = owner().split("/")[0]
    dead = client.containers.create(image.id, labels={ROLE: SOLVER, OWNER: f"{host}/999999999/1"})
    other = client.containers.create(image.id, labels={ROLE: SOLVER, OWNER: "another-host/1/1"})
    mine = [client.containers.create(image.id, labels={ROLE: SOLVER, OWNER: owner(), DOOR: "mine"}) for _ in range(2)]
    second = client.containers.create(image.id, labels={ROLE: SOLVER, OWNER: owner(), DOOR: "my second"})
    try:
        reap(client, "mine", {str(mine[0].id)})
        left = {found.id for found in containers_on(client)}
        assert not {dead.id, mine[1].id} & left and {other.id, mine[0].id, second.id} <= left
    finally:
        for container in (other, mine[0], second):
            container.remove()


def test_without_an_engine_the_container_door_fails_and_auto_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    with new_door(DoorName.container) as door, pytest.raises(SandboxError, match="no container engine answers"):
        door.run_program("", SolverName.copt)
    monkeypatch.setenv("OPTMILL_DOOR", "auto")
    with new_door(DoorName.auto) as door:
        assert door.run_program(SOLVED, SolverName.copt).door == "local"


def test_without_an_image_the_container_door_names_the_remedy(
    client: docker.DockerClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tasks.sandbox.container.find_image", lambda *_: None)
    with new_door(DoorName.container) as door, pytest.raises(SandboxError, match="optmill images build copt"):
        door.run_program("", SolverName.copt)


def test_auto_takes_containers_where_they_are(image: Image):
    with new_door(DoorName.auto) as door:
        solve = door.run_program(SOLVED, SolverName.copt)
    assert (solve.door, solve.status) == ("container", TerminationStatus.optimal)
