"""A campaign whose lake lies on an object store: the rows of one on the disk, every command, and no secret anywhere."""
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from flows.campaign import campaign
from flows.evolve import evolve
from flows.prefect_server import OwnServer
from schemas.spec import CampaignSpec, EvolveSpec
from tasks.lake.endings import read_ending
from tasks.lake.lake import Lake
from tasks.lake.tables import TABLES
from tests.conftest import Optmill
from tests.object_store import BUCKET, KEYS, object_store

pytest.importorskip("s3fs", reason="no s3fs: lakes on an object store are not tested")
pytest.importorskip("moto.server", reason="no moto: there is no object store to test on")

LAKE = f"s3://{BUCKET}/lake"
MISTYPED = f"s3://{BUCKET}/lake2"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Where ledgers lie; an object store is in the environment meanwhile."""
    folder = tmp_path_factory.mktemp("work")
    with object_store() as store, pytest.MonkeyPatch.context() as patch:
        for name, value in (store.environment | {"OPTMILL_WORK": str(folder)}).items():
            patch.setenv(name, value)
        yield folder


@pytest.fixture(scope="module")
def local(prefect_server: OwnServer, work: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake on the disk, of the same spec as the one on the object store, which is there as well."""
    folder = tmp_path_factory.mktemp("local") / "lake"
    for lake in (str(folder), LAKE):
        evolve(EvolveSpec(lake=lake, children=8))
    return folder


def test_an_object_store_holds_the_rows_of_a_disk(local: Path, optmill: Optmill):
    compared = optmill("diff", LAKE, local, "--json")
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert json.loads(compared.stdout)["compared"]["candidates"] == [268, 268]


def test_report_and_show_and_audit_read_it(local: Path, optmill: Optmill, tmp_path: Path):
    problem = Lake(LAKE).candidates("default", from_round=1)[0]
    shown = optmill("show", problem.id, "--lake", LAKE, "--json")
    assert json.loads(shown.stdout)[-1]["statement"] == problem.statement
    reported = optmill("report", LAKE, "--output", tmp_path / "report.html")
    assert reported.returncode == 0 and problem.id[:8] in (tmp_path / "report.html").read_text()
    audited = optmill("audit", LAKE, "--json")
    assert audited.returncode == 0, audited.stdout + audited.stderr


def test_a_campaign_goes_on_there_and_ends(local: Path):
    ended = campaign(CampaignSpec(lake=LAKE, children=4, rounds=2))
    assert [manifest["round"] for manifest in ended["manifests"]] == [2]
    assert Lake(LAKE).published_rounds("default") == (0, 1, 2)
    ending = read_ending(Lake(LAKE), "default")
    assert ending and ending.candidates == 12


def test_no_secret_stands_in_a_row_a_ledger_or_a_record(
    local: Path, work: Path, prefect_server: OwnServer, optmill: Optmill
):
    lake, secret = Lake(LAKE), KEYS["AWS_SECRET_ACCESS_KEY"]
    rows = [str(lake.scan(table).collect().to_dicts()) for table in TABLES]
    written = [path.read_bytes() for folder in (work, prefect_server.log.parent) for path in folder.rglob("*.*")]
    assert len(written) > 5
    assert not any(secret in text for text in rows)
    assert not any(secret.encode() in content for content in written)


@pytest.mark.parametrize("command", [("report", MISTYPED), ("evolve", "--lake", "s3://mistyped/lake")])
def test_an_address_where_nothing_is_gets_a_message(local: Path, optmill: Optmill, command: tuple[str, ...]):
    told = optmill(*command)
    assert told.returncode == 2
    assert command[-1] in told.stderr and "Traceback" not in told.stderr
    assert KEYS["AWS_SECRET_ACCESS_KEY"] not in told.stderr
