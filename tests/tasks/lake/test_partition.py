# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# Reason: pyarrow ships no types.

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from schemas.spec import EvolveSpec
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.lake.store import Store
from tasks.lake.tables import TABLES


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_round_is_one_file_a_table(tmp_path: Path, partition: Partition) -> None:
    assert publish_round(Lake(tmp_path), partition)
    assert set(contents(tmp_path)) == {f"{table}/campaign=small/round=1/part-0.parquet" for table in TABLES}


@pytest.mark.parametrize("local", [True, False])
def test_a_published_round_comes_back_as_it_was(tmp_path: Path, local: bool, partition: Partition) -> None:
    lake = Lake(tmp_path if local else f"memory://{tmp_path.name}/lake")
    publish_round(lake, partition)
    assert lake.candidates("small", accepted=False) == partition.candidates
    assert lake.manifest("small", 1) == partition.manifest
    assert lake.published_rounds("small") == (1,)


def test_publishing_again_changes_nothing(tmp_path: Path, partition: Partition) -> None:
    publish_round(Lake(tmp_path), partition)
    before = contents(tmp_path)
    assert not publish_round(Lake(tmp_path), partition)
    assert contents(tmp_path) == before


def test_the_same_rows_in_another_order_are_the_same_files(tmp_path: Path, partition: Partition) -> None:
    names = ("candidates", "verdicts", "solves", "calls", "survival")
    turned = partition.model_copy(update={name: getattr(partition, name)[::-1] for name in names})
    publish_round(Lake(tmp_path / "left"), partition)
    publish_round(Lake(tmp_path / "right"), turned)
    assert contents(tmp_path / "left") == contents(tmp_path / "right")


def test_a_published_round_is_not_overwritten_from_another_spec(tmp_path: Path, partition: Partition) -> None:
    publish_round(Lake(tmp_path), partition)
    other = EvolveSpec.model_validate({"campaign": "small", "seed": 7}).spec_hash()
    changed = partition.model_copy(update={"manifest": partition.manifest.model_copy(update={"spec_hash": other})})
    with pytest.raises(LakeError, match=f"round 1 of campaign 'small'.*{other}; choose another campaign"):
        publish_round(Lake(tmp_path), changed)


@pytest.mark.parametrize("table", TABLES)
def test_a_round_appears_whole_or_not_at_all(
    tmp_path: Path, table: str, partition: Partition, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Store.finish

    def stop_at_table(store: Store, unfinished: str, path: str) -> None:
        if f"/{table}/" in path:
            raise KeyboardInterrupt
        finish(store, unfinished, path)

    lake = Lake(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "finish", stop_at_table)
        with pytest.raises(KeyboardInterrupt):
            publish_round(lake, partition)
    assert lake.published_rounds("small") == ()
    assert lake.candidates("small") == ()
    assert lake.scan("verdicts").collect().is_empty()

    assert publish_round(lake, partition)
    assert lake.candidates("small", accepted=False) == partition.candidates
    assert len(contents(tmp_path)) == len(TABLES), "what the first writer left is gone"


def test_rows_of_another_round_are_refused(partition: Partition) -> None:
    stray = partition.candidates[0].model_copy(update={"round": 9})
    with pytest.raises(ValidationError, match="'small' round 9"):
        Partition(manifest=partition.manifest, candidates=(stray,))


def test_two_candidates_with_one_id_are_refused(partition: Partition) -> None:
    with pytest.raises(ValidationError, match="same id"):
        Partition(manifest=partition.manifest, candidates=partition.candidates[:1] * 2)


def test_a_file_tells_its_schema_version_and_what_its_columns_mean(tmp_path: Path, partition: Partition) -> None:
    publish_round(Lake(tmp_path), partition)
    file = pq.ParquetFile(tmp_path / "candidates/campaign=small/round=1/part-0.parquet")
    assert file.schema_arrow.metadata[b"optmill.schema_version"] == b"1"
    assert b"null when accepted" in file.schema_arrow.field("rejected_stage").metadata[b"meaning"]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
