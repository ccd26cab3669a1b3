"""Where no engine answers, the message says where it was looked for."""

import hashlib
import json
from pathlib import Path

import pytest

from tasks.sandbox.engine import engine
from tasks.sandbox.errors import EngineMissing, SandboxError


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "unix:///nowhere/docker.sock", "nonsense://"])
def test_an_address_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("DOCKER_HOST", address)
    with pytest.raises(EngineMissing, match=f"no container engine answers at {address.rstrip('/')}.*DOCKER_HOST"):
        engine()


@pytest.fixture
def configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A configuration of docker's whose current context is an engine that does not answer."""
    name, address = "elsewhere", "tcp://127.0.0.1:9"
    folder = tmp_path / "contexts" / "meta" / hashlib.sha256(name.encode()).hexdigest()
    folder.mkdir(parents=True)
    context = {"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": address, "SkipTLSVerify": False}}}
    (folder / "meta.json").write_text(json.dumps(context))
    (tmp_path / "config.json").write_text(json.dumps({"currentContext": name}))
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.delenv("DOCKER_CONTEXT", raising=False)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))
    return tmp_path


def test_dockers_current_context_is_honoured(configuration: Path):
    with pytest.raises(EngineMissing, match=r"answers at tcp://127.0.0.1:9"):
        engine()


def test_a_context_that_does_not_exist_is_no_engine(configuration: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOCKER_CONTEXT", "nowhere")
    with pytest.raises(EngineMissing, match="context of docker's configuration does not exist"):
        engine()


def test_a_socket_that_is_not_there_is_told_in_the_systems_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    with pytest.raises(EngineMissing, match=r"docker.sock \(.*No such file or directory\): install"):
        engine()


def test_a_missing_engine_is_a_broken_sandbox():
    assert issubclass(EngineMissing, SandboxError)
