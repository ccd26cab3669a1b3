"""Our own Prefect server: it dies with whoever started it, and one that does not start names its log."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import flows.prefect_server
from flows.prefect_server import OwnServer, ServerError, configured
from tests.mill import ROOT
from tests.processes import descendants, survivors

STARTER = """
import sys, time
from pathlib import Path
from flows.prefect_server import OwnServer
server = OwnServer(Path(sys.argv[1]))
print("started", flush=True)
time.sleep(60)
"""


def test_a_server_dies_when_its_parent_is_killed(tmp_path: Path):
    parent = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout and parent.stdout.readline() == "started\n"
    servers = descendants(parent.pid)
    assert servers
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    parent.stdout.close()
    assert not survivors(servers)


def test_a_server_that_ends_at_once_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(flows.prefect_server, "free_port", lambda: 1 << 20)
    server = OwnServer(tmp_path)
    with pytest.raises(ServerError, match=r"ended with code.*server\.log"):
        server.wait(60)
    assert server.log.read_text()


def test_a_server_that_never_answers_names_its_log_and_closes(tmp_path: Path):
    server = OwnServer(tmp_path)
    with pytest.raises(ServerError, match=r"did not answer within 0 s.*server\.log"):
        server.wait(0)
    server.close()
    assert server.process.poll() is not None


def test_a_server_of_the_users_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    assert not configured()
    profiles = '[profiles.mine]\nPREFECT_API_URL = "http://somewhere/api"\n[profiles.bare]\n'
    (tmp_path / "profiles.toml").write_text(f'active = "mine"\n{profiles}')
    assert configured()
    monkeypatch.setenv("PREFECT_PROFILE", "bare")
    assert not configured()
    monkeypatch.setenv("PREFECT_API_URL", "http://somewhere/api")
    assert configured()
