# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.survival_read import read_campaign_survival

Publish = Callable[[str], Lake]


@pytest.fixture(params=["local", "memory"])
def lake(request: pytest.FixtureRequest, tmp_path: Path, publish_all: Publish) -> Lake:
    return publish_all(str(tmp_path) if request.param == "local" else f"memory://{tmp_path.name}")


def test_a_lake_that_is_not_there_is_empty(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "nowhere")
    assert lake.campaigns() == ()
    assert lake.published_rounds("small") == ()
    assert lake.candidates("small") == ()
    assert lake.scan("candidates").collect().is_empty()
    assert not (tmp_path / "nowhere").exists()


def test_campaigns_and_rounds_are_listed_in_order(lake: Lake) -> None:
    assert lake.campaigns() == ("small",)
    assert lake.published_rounds("small") == (0, 1, 2)
    assert lake.published_rounds("smal") == ()


def test_the_population_is_what_was_accepted_before_a_round(lake: Lake) -> None:
    assert [one.id for one in lake.candidates("small", before_round=2)] == ["5eed0", "5eed1", "c0", "c2"]
    assert [one.id for one in lake.candidates("small", before_round=1)] == ["5eed0", "5eed1"]


def test_rejected_candidates_are_kept(lake: Lake) -> None:
    rejected = [one for one in lake.candidates("small", accepted=False) if not one.is_alive()]
    assert [(one.id, one.rejected_reason) for one in rejected] == [("c1", "status_differs")]


def test_a_candidate_is_found_by_the_beginning_of_its_id(lake: Lake) -> None:
    assert lake.candidate("d").id == "d0"
    assert lake.candidate("5eed1").id == "5eed1"


@pytest.mark.parametrize(
    ("id", "told"), [("zz", "no candidate has the id 'zz'"), ("c", "3 ids begin with 'c': c0, c1")]
)
def test_an_id_that_finds_none_or_several_is_named(lake: Lake, id: str, told: str) -> None:
    with pytest.raises(LakeError, match=told):
        lake.candidate(id)


def test_ancestry_goes_back_to_the_seeds(lake: Lake) -> None:
    assert [one.id for one in lake.ancestry("d0")] == ["5eed0", "5eed1", "c2", "d0"]


def test_descendants_go_on_to_the_last_round(lake: Lake) -> None:
    assert [one.id for one in lake.descendants("5eed1")] == ["c1", "c2", "d0"]
    assert lake.descendants("d0") == ()


def test_a_scan_has_campaign_and_round(lake: Lake) -> None:
    frame = lake.scan("verdicts").filter(pl.col("round") == 1).collect()
    assert frame["candidate_id"].to_list() == ["c0", "c1", "c2"]
    assert frame.schema["round"] == pl.Int32
    assert set(frame["campaign"]) == {"small"}


def test_a_call_names_the_candidates_that_it_served(lake: Lake) -> None:
    calls = lake.scan("calls").filter(pl.col("request_hash") == "call-c2").collect()
    assert calls["candidate_ids"].to_list() == [["c2"]]


def test_a_table_or_round_that_is_not_there_is_named(lake: Lake) -> None:
    with pytest.raises(LakeError, match="no table 'candidate'; there are calls, candidates"):
        lake.scan("candidate")
    with pytest.raises(LakeError, match=r"round=9/part-0.parquet does not exist: round 9 of campaign 'small'"):
        lake.manifest("small", 9)


def test_a_file_of_an_older_lake_lacks_columns_and_is_read(tmp_path: Path, partition: Partition) -> None:
    lake = Lake(tmp_path)
    publish_round(lake, partition)
    path = tmp_path / "candidates/campaign=small/round=1/part-0.parquet"
    older = pq.ParquetFile(path).read()
    pq.write_table(older.drop_columns(["cluster", "marks", "evidence"]), path)
    assert lake.scan("candidates").collect()["cluster"].to_list() == [None] * 3
    first = lake.candidates("small")[0]
    assert (first.cluster, first.marks, first.evidence.checkers) == ("", (), ())
    assert first.statement == partition.candidates[0].statement


def test_a_struct_of_an_older_lake_lacks_a_field_and_is_read(tmp_path: Path, partition: Partition) -> None:
    lake = Lake(tmp_path)
    publish_round(lake, partition)
    path = tmp_path / "candidates/campaign=small/round=1/part-0.parquet"
    older = pq.ParquetFile(path).read()
    evidence = [{"checkers": ["program"], "program_objective": 12.5}] * 3
    pq.write_table(older.set_column(older.schema.get_field_index("evidence"), "evidence", pa.array(evidence)), path)
    found = lake.candidates("small")[0].evidence
    assert (found.checkers, found.program_objective, found.door) == (("program",), 12.5, "")


def test_a_file_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, publish_all: Publish) -> None:
    lake = publish_all(str(tmp_path))
    (tmp_path / "candidates/campaign=small/round=1/part-0.parquet").write_bytes(b"not Parquet")
    with pytest.raises(LakeError, match=r"candidates cannot be read: .*remove the folder of that round"):
        lake.candidates("small")
    with pytest.raises(LakeError, match=r"candidates cannot be read: .*remove the folder of that round"):
        lake.ask("candidates", lambda rows: rows.select("id"))
    (tmp_path / "survival/campaign=small/round=1/part-0.parquet").unlink()
    with pytest.raises(LakeError, match=r"survival cannot be read: .*remove the folder of that round"):
        read_campaign_survival(lake, "small")


def test_seeds_that_two_campaigns_share_are_found_once(tmp_path: Path, campaign: tuple[Partition, ...]) -> None:
    lake = Lake(tmp_path)
    seeds = campaign[0]
    publish_round(lake, seeds)
    again = tuple(one.model_copy(update={"campaign": "other"}) for one in seeds.candidates)
    manifest = seeds.manifest.model_copy(update={"campaign": "other"})
    publish_round(lake, Partition(manifest=manifest, candidates=again))
    assert lake.candidate("5eed0").id == "5eed0"
    assert len(lake.ancestry("5eed0")) == 1


def test_the_ledger_of_a_local_lake_lies_in_it(tmp_path: Path) -> None:
    assert Lake(tmp_path).work_folder("small", 3) == tmp_path / "_work/campaign=small/round=3"


def test_a_path_with_two_colons_is_a_folder_of_its_own(tmp_path: Path) -> None:
    """In an address of fsspec they chain one store to another."""
    assert [Lake(tmp_path / name).store.root for name in ("a::1", "a::2")] == [f"{tmp_path}/a::1", f"{tmp_path}/a::2"]


def test_the_ledger_of_a_remote_lake_lies_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPTMILL_WORK", str(tmp_path))
    left, right, slash = (Lake(f"memory://{name}").work_folder("small", 3) for name in ("left", "right", "left/"))
    assert left.is_relative_to(tmp_path)
    assert left != right
    assert left == slash, "a round that was begun under either spelling goes on under the other"
