"""What a command does around its flow."""

from pathlib import Path

import httpx
import pytest
from prefect.exceptions import PrefectHTTPStatusError

from flows.choices import make_spec
from flows.errors import UsageError
from flows.prefect_server import OwnServer, ServerError
from flows.running import answering_for, require_inputs
from schemas.spec import EvolveSpec


def test_a_lake_by_its_file_address_is_the_folder_of_that_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    require_inputs(EvolveSpec(lake=f"file://{tmp_path}/lake"))
    assert (tmp_path / "lake").is_dir()
    assert not list(here.iterdir()), "nothing is left where the command was started"
    (tmp_path / "mine").write_text("no folder")
    with pytest.raises(UsageError, match="can't be written as a lake"):
        require_inputs(EvolveSpec(lake=f"file://{tmp_path}/mine"))


def test_a_path_in_a_spec_file_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """In a flag the shell sees to it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "spec.toml").write_text('lake = "~/lake"\ndecontaminate = ["~/NL4OPT.json"]\n')
    spec = make_spec(EvolveSpec, {}, tmp_path / "spec.toml")
    assert (spec.lake, spec.decontaminate) == (f"{tmp_path}/lake", (f"{tmp_path}/NL4OPT.json",))


@pytest.mark.parametrize(("status", "kind"), [(500, ServerError), (404, PrefectHTTPStatusError)])
def test_a_server_that_fails_is_named_with_its_log_and_a_wrong_request_is_ours(
    standing_server: OwnServer, status: int, kind: type[Exception]
):
    """As one does whose disk is full."""
    request = httpx.Request("POST", standing_server.url)
    answer = httpx.HTTPStatusError("no", request=request, response=httpx.Response(status, request=request))
    said = str(standing_server.log) if kind is ServerError else "no"
    with pytest.raises(kind, match=said), answering_for(standing_server):
        raise PrefectHTTPStatusError.from_httpx_error(answer)
