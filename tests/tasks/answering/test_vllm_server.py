"""The server of a run is started, waited for and stopped; here a stand-in that speaks the same command line."""

import socket
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from schemas.benchmark_spec import VllmSpec
from tasks.answering.vllm_server import answers, served
from tasks.teacher.teacher import TeacherRefused

STAND_IN = """\
import http.server, subprocess, sys, time

if "--broken" in sys.argv:
    sys.exit("no GPU here")
assert sys.argv[1] == "serve" and sys.argv[2] == "tiny/model"
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
open(sys.argv[sys.argv.index("--note") + 1], "w").write(str(worker.pid))


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()

    def log_message(self, *words):
        pass


time.sleep(0.3)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Health).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def spec(folder: Path, *arguments: str, **fields: object) -> VllmSpec:
    (folder / "vllm.py").write_text(STAND_IN)
    command = (sys.executable, str(folder / "vllm.py"))
    given = {"model": "tiny/model", "command": command, "arguments": arguments, "port": free_port()}
    return VllmSpec.model_validate(given | fields)


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_it_answers_inside_and_leaves_no_process(tmp_path: Path):
    asked = spec(tmp_path, "--note", str(tmp_path / "worker"))
    with served(asked):
        assert urllib.request.urlopen(f"http://127.0.0.1:{asked.port}/health", timeout=5).status == 200
        worker = int((tmp_path / "worker").read_text())
        assert alive(worker)
    until = time.monotonic() + 10
    while alive(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(worker) and not answers(asked.port)


def test_a_server_that_ends_is_told_with_its_last_words(tmp_path: Path):
    broken = spec(tmp_path, "--broken")
    with pytest.raises(TeacherRefused, match=r"exit code 1 before it answered: no GPU here"), served(broken):
        pass


def test_a_command_that_is_not_there_is_told_with_a_remedy(tmp_path: Path):
    absent = spec(tmp_path, command=("/nowhere/vllm",))
    with pytest.raises(TeacherRefused, match=r"name its command in `serve\.command`"), served(absent):
        pass


def test_a_server_that_never_answers_is_given_up_and_stopped(tmp_path: Path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(300)\n")
    asked = spec(tmp_path, command=(sys.executable, str(slow)), start_seconds=1.2)
    with pytest.raises(TeacherRefused, match=r"did not answer within 1\.2 s"), served(asked):
        pass


def test_without_a_model_nothing_is_started():
    with served(VllmSpec()):
        pass
