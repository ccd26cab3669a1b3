"""An engine that is reached over TCP (`DOCKER_HOST=tcp://…`) runs programs as the local one does."""
# pyright: basic
# Reason: docker ships no types.

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import docker
import pytest

from schemas.solve import SolverName
from tasks.sandbox.container import ContainerDoor

SOLVED = "import coptpy as cp\nm = cp.Envr().createModel()\nm.addVar(lb=2, obj=1)\nm.solve()\n"


def pump(source: socket.socket, sink: socket.socket) -> None:
    """Carry bytes one way until there are none."""
    with suppress(OSError):
        while data := source.recv(1 << 16):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


def serve(listener: socket.socket, address: str) -> None:
    """Take connections and carry each to the engine's socket."""
    with suppress(OSError):
        while True:
            ours, _ = listener.accept()
            theirs = socket.socket(socket.AF_UNIX)
            theirs.connect(address)
            for pair in ((ours, theirs), (theirs, ours)):
                threading.Thread(target=pump, args=pair, daemon=True).start()


@pytest.fixture
def remote(containers: docker.DockerClient) -> Iterator[str]:
    """The machine's engine behind a port of the loopback."""
    address = str(containers.api.base_url)
    if not address.startswith("http+docker://"):
        pytest.skip(f"the engine is a remote one already: {address}")
    path = vars(containers.api)["_custom_adapter"].socket_path
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener, path), daemon=True).start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_programs_run_on_an_engine_behind_a_network(image_of, remote: str, monkeypatch: pytest.MonkeyPatch):
    image = image_of(SolverName.copt)
    monkeypatch.setenv("DOCKER_HOST", remote)
    with ContainerDoor(slots=2) as door:
        solves = [door.run_program(SOLVED, SolverName.copt) for _ in range(3)]
    assert {(solve.status, solve.objective, solve.image) for solve in solves} == {("optimal", 2, image.id)}
