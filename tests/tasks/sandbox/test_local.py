"""Each test attacks one property of the local door; a harmless program runs well after each of them."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.solve import Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.door import LocalDoor, SandboxError
from tasks.sandbox.isolation import best_isolation

SHORT = Limits(wall_seconds=2, memory_mib=512)
HARD = """
import random, coptpy as cp
from coptpy import COPT
m = cp.Envr().createModel("market split")
x = m.addVars(50, vtype=COPT.BINARY)
s, t = m.addVars(6), m.addVars(6)
for i in range(6):
    a = [random.randint(0, 99) for _ in range(50)]
    m.addConstr(cp.quicksum(a[j] * x[j] for j in range(50)) + s[i] - t[i] == sum(a) // 2)
m.setObjective(cp.quicksum(s[i] + t[i] for i in range(6)), COPT.MINIMIZE)
m.solve()
"""
SOLVED = "import coptpy as cp\nm = cp.Envr().createModel()\nm.addVar(lb=2, obj=1)\nm.solve()\n"


@pytest.fixture(autouse=True)
def canary(door: LocalDoor) -> Iterator[None]:
    """After every attack, a harmless program finds an empty folder and no neighbour."""
    yield
    solve = door.run_program("import os\nprint(os.listdir('.'))\n", SolverName.copt)
    assert (solve.status, solve.stdout) == (TerminationStatus.no_model, "[]\n")


def attack(door: LocalDoor, source: str, limits: Limits = SHORT) -> Solve:
    return door.run_program(source, SolverName.copt, limits)


def needs(guard: str, door: LocalDoor) -> None:
    if guard not in attack(door, "").isolation:
        pytest.skip(f"this machine offers no {guard}: {best_isolation().name}")


def test_an_endless_loop_ends_at_the_wall_limit(door: LocalDoor):
    solve = attack(door, "print('begun')\nwhile True: pass\n")
    assert (solve.status, solve.exit_code, solve.stdout) == ("time_limit", -9, "begun\n")
    assert 2 <= solve.wall_seconds < 3
    assert solve.error == "killed after 2 s of wall time"


def test_a_solver_is_stopped_before_the_wall_and_keeps_its_incumbent(door: LocalDoor):
    solve = attack(door, HARD)
    assert (solve.status, solve.exit_code, solve.sense) == ("time_limit", 0, "minimize")
    assert solve.objective is not None and solve.best_bound is not None and solve.model_mps
    assert solve.best_bound < solve.objective and len(solve.values) == 62


def test_a_kill_in_the_solver_still_leaves_the_model(door: LocalDoor):
    deaf = HARD.replace("m.solve()", "cp.Model.setParam = lambda *_: None\nm.solve()")
    solve = attack(door, deaf, Limits(wall_seconds=2, memory_mib=2048))
    assert (solve.status, solve.exit_code, solve.solves) == ("time_limit", -9, 1)
    assert solve.statistics is not None and solve.statistics.binary == 50


def test_a_kill_after_a_solve_keeps_the_solve(door: LocalDoor):
    solve = attack(door, SOLVED + "while True: pass\n")
    assert (solve.status, solve.objective, solve.exit_code) == ("optimal", 2, -9)
    assert solve.error == "killed after 2 s of wall time"


def test_a_memory_bomb_is_a_status(door: LocalDoor):
    solve = attack(door, "x = []\nwhile True: x.append(bytearray(10**7))\n")
    assert (solve.status, solve.error) == (TerminationStatus.memory_limit, "MemoryError (line 2)")


def test_a_solver_that_cannot_allocate_is_a_memory_limit(door: LocalDoor):
    solve = attack(door, HARD, SHORT.model_copy(update={"memory_mib": 64}))
    assert (solve.status, solve.solves) == (TerminationStatus.memory_limit, 0)


def test_a_family_of_processes_shares_one_memory_limit(door: LocalDoor):
    source = (
        "import os, time\nfor _ in range(9):\n    if os.fork() == 0: x = b'1' * 10**8; time.sleep(9)\ntime.sleep(9)\n"
    )
    solve = attack(door, source)
    assert solve.status == TerminationStatus.memory_limit
    assert solve.wall_seconds < 2


def test_a_flood_of_output_is_cut_and_its_tail_kept(door: LocalDoor):
    solve = attack(door, "while True: print('x' * 999)\n", SHORT.model_copy(update={"output_bytes": 2_000}))
    assert (solve.status, len(solve.stdout)) == (TerminationStatus.output_limit, 2_000)


def test_a_fork_bomb_is_bounded(door: LocalDoor):
    solve = attack(door, "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n")
    assert solve.status in (TerminationStatus.crashed, TerminationStatus.memory_limit, TerminationStatus.time_limit)
    assert solve.wall_seconds < 4


def test_a_daemon_does_not_outlive_its_program(door: LocalDoor):
    source = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(60)\n    os._exit(0)\n"
    )
    began = time.monotonic()
    attack(door, source)
    assert time.monotonic() - began < 2
    assert not any(b"sleep(60)" in line for line in _command_lines())


def test_a_large_file_cannot_be_written(door: LocalDoor):
    solve = attack(door, "open('f', 'wb').write(bytes(2**21))\n", SHORT.model_copy(update={"file_mib": 1}))
    assert solve.exit_code != 0


def test_a_moved_and_locked_folder_harms_nobody(door: LocalDoor):
    source = (
        "import os\nfor i in range(300): os.mkdir('d'); os.chdir('d')\nos.symlink('/etc', 'link')\nos.chmod('.', 0)\n"
    )
    assert attack(door, source).exit_code == 0


def test_nothing_of_our_environment_is_visible(door: LocalDoor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-the-parent")
    with LocalDoor(slots=1) as fresh:
        seen = attack(fresh, "import os\nprint(dict(os.environ), open('/proc/self/environ').read())\n").stdout
    assert "PYTHONHASHSEED" in seen
    assert "secret-of-the-parent" not in seen


def test_the_parents_environment_cannot_be_read_in_proc(door: LocalDoor):
    needs("process-namespace", door)
    source = "import os\nprint(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()) == [1, os.getpid()])\n"
    source += "print(open('/proc/1/environ').read())\n"
    solve = attack(door, source)
    assert solve.stdout == "True\n"
    assert solve.error is not None and solve.error.startswith("PermissionError")


def test_there_is_no_network(door: LocalDoor):
    needs("network-namespace", door)
    solve = attack(door, "import socket\nsocket.create_connection(('1.1.1.1', 53), 1)\n")
    assert solve.error is not None and "Network is unreachable" in solve.error


def test_nothing_can_be_written_outside_the_private_folder(door: LocalDoor, tmp_path: Path):
    needs("read-only-files", door)
    tmp_path.chmod(0o777)
    solve = attack(door, f"open('inside', 'w')\nopen('{tmp_path}/outside', 'w')\n")
    assert solve.error is not None and "outside" in solve.error and not list(tmp_path.iterdir())


def test_no_capability_is_left(door: LocalDoor):
    solve = attack(door, "print([l.split()[1] for l in open('/proc/self/status') if l[:6] in ('CapEff', 'CapPrm')])\n")
    assert solve.stdout == "['0000000000000000', '0000000000000000']\n"


def test_a_program_that_kills_around_itself_ends_as_a_value(door: LocalDoor):
    solve = attack(door, "import os\nos.kill(os.getppid(), 9)\nos.kill(os.getppid(), 19)\n")
    assert solve.status in (TerminationStatus.no_model, TerminationStatus.crashed)


def test_a_killed_fork_server_is_replaced_and_its_program_run_again():
    found: list[Solve] = []
    with LocalDoor(slots=1) as door:
        before = _children()
        attack(door, "")
        servers = set(_children()) - set(before)
        runner = threading.Thread(target=lambda: found.append(attack(door, "import time\ntime.sleep(1)\n" + SOLVED)))
        runner.start()
        time.sleep(0.4)
        for pid in servers:
            os.kill(pid, signal.SIGKILL)
        runner.join()
    assert (found[0].status, found[0].objective) == (TerminationStatus.optimal, 2)


def test_a_closed_door_says_so():
    closed = LocalDoor(slots=1)
    closed.close()
    with pytest.raises(SandboxError, match="closed"):
        attack(closed, "")


def test_a_closed_door_leaves_no_process_and_no_folder(monkeypatch: pytest.MonkeyPatch):
    before = set(_children())
    with tempfile.TemporaryDirectory() as folder, LocalDoor(slots=1) as door:
        os.chmod(folder, 0o755)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        attack(door, "open('left', 'w').write('behind')\n")
        assert (len(os.listdir(folder)), len(_children())) == (1, len(before) + 1)
        door.close()
        assert (os.listdir(folder), set(_children())) == ([], before)


def _children() -> list[int]:
    """List the servers that this process has started, from any of its threads."""
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


def _command_lines() -> list[bytes]:
    lines: list[bytes] = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                lines.append((process / "cmdline").read_bytes())
            except OSError:
                continue
    return lines
