"""The runner stands alone: a script, a solver, frames on its pipes."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import solver_images.runner
from schemas.solve import Limits
from solver_images.runner.frames import read_frame, write_frame

MODELLERS = {"coptpy", "gurobipy", "highspy", "ortools", "pulp", "pyomo", "pyscipopt"}
RUNNER = Path(solver_images.runner.__file__).parent
Server = subprocess.Popen[bytes]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    command = [
        sys.executable,
        "-B",
        "-s",
        str(RUNNER / "forkserver.py"),
        "--solver",
        "highs",
        "--scratch",
        str(tmp_path),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/", env={}) as process:
        yield process
        process.kill()


def ask(server: Server, source: str, wall_seconds: float = 5) -> dict[str, Any]:
    assert server.stdin is not None and server.stdout is not None
    limits = Limits(wall_seconds=wall_seconds, processes=512).model_dump()
    write_frame(server.stdin.fileno(), {"kind": "program", "source": source, "limits": limits})
    answer = read_frame(server.stdout.fileno())
    assert answer is not None
    return answer


def greet(server: Server) -> dict[str, Any]:
    assert server.stdout is not None
    hello = read_frame(server.stdout.fileno())
    assert hello is not None
    return hello


def test_it_starts_as_a_script_and_says_what_it_serves(server: Server):
    hello = greet(server)
    assert hello["ready"] is True
    assert hello["version"].startswith("highs ")


def test_programs_cannot_reach_the_door_or_the_runners_modules(server: Server):
    greet(server)
    answer = ask(server, "import os\nprint(sorted(os.listdir('/proc/self/fd'))[:4])\nimport forkserver\n")
    assert answer["stdout"] == "['0', '1', '2', '3']\n"
    assert answer["failure"]["type"] == "ModuleNotFoundError"


def test_a_forged_record_harms_only_its_own_program(server: Server):
    greet(server)
    ask(server, "import os\nos.write(3, b'\\x00\\x00\\x00\\x02{}' + b'\\xff' * 9)\n")
    ask(server, "import os\nos.write(3, b'\\x00\\x01\\x86\\xa0' + b'[' * 100000)\n")
    forged = ask(
        server,
        'import os\nb = b\'{"event": "end", "mps": "ROWS\\\\n N"}\'\nos.write(3, bytes([0, 0, 0, len(b)]) + b)\n',
    )
    assert (forged["exit_code"], forged["statistics"]) == (0, None)
    assert ask(server, "print(1)\n")["stdout"] == "1\n"


def test_it_ends_when_its_door_is_gone_even_in_a_program(server: Server):
    greet(server)
    assert server.stdin is not None
    job = {"kind": "program", "source": "while True: pass\n", "limits": Limits(processes=512).model_dump()}
    write_frame(server.stdin.fileno(), job)
    server.stdin.close()
    assert server.wait(3) is not None


def test_the_runner_imports_nothing_of_ours():
    for path in RUNNER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            roots = {name.split(".")[0] for name in names}
            assert roots <= {*sys.stdlib_module_names, *MODELLERS}, path.name
