"""Files of the lake: where they lie, how one appears whole, and how many are read as one table."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportMissingTypeArgument=false
# Reason: neither pyarrow nor fsspec ships types.

import os
import re
import uuid
from collections.abc import Iterable

import fsspec.core
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from fsspec.implementations.local import LocalFileSystem

from tasks.lake.tables import HIVE, TABLES

PART = "part-0.parquet"
UNFINISHED = ".writing"
MANIFEST = re.compile(r"/campaign=([^/]+)/round=(\d+)/" + re.escape(PART) + "$")

Round = tuple[str, int]
"""Campaign and round."""


class Store:
    """A folder that fsspec reaches: a local path, `s3://…`, `memory://…`."""

    def __init__(self, url: str) -> None:
        """Find the file system; nothing is created before something is written."""
        self.url = url
        self.files, root = fsspec.core.url_to_fs(url)
        self.root = str(root).rstrip("/")

    @property
    def local(self) -> bool:
        """Whether it lies on this machine's file system."""
        return isinstance(self.files, LocalFileSystem)

    def part(self, table: str, of_round: Round) -> str:
        """The file of a round in a table."""
        campaign, number = of_round
        return f"{self.root}/{table}/campaign={campaign}/round={number}/{PART}"

    def published(self) -> list[Round]:
        """Rounds that have a manifest, in order; all others are not there for a reader."""
        self.files.invalidate_cache()
        found = (MANIFEST.search(path) for path in self.files.find(f"{self.root}/rounds"))
        return sorted((match[1], int(match[2])) for match in found if match)

    def write_unfinished(self, path: str, content: pa.Table) -> str:
        """Write a file beside its place, under a name that no reader of Parquet looks for.

        The name is a new one each time, so that two writers of a round never write into one file.
        """
        unfinished = f"{path}.{uuid.uuid4().hex[:8]}{UNFINISHED}"
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self.files.open(unfinished, "wb") as sink:
            pq.write_table(content, sink, compression="zstd", row_group_size=10_000)
            if self.local:  # else a power cut may keep the name and lose the rows
                sink.flush()
                os.fsync(sink.fileno())
        return unfinished

    def finish(self, unfinished: str, path: str) -> None:
        """Give a whole file its name, in the place of any earlier one."""
        self.files.mv(unfinished, path)

    def sweep(self, of_round: Round) -> None:
        """Remove what a writer that was killed left of a round."""
        self.files.invalidate_cache()
        for table in TABLES:
            folder = self.part(table, of_round).rpartition("/")[0]
            for path in self.files.find(folder):
                if path.endswith(UNFINISHED):
                    self.files.rm_file(path)

    def dataset(self, table: str, rounds: Iterable[Round]) -> ds.Dataset:
        """The rounds' files as one table with the hive columns; a column that a file lacks is null."""
        schema = pa.schema([*TABLES[table], *HIVE])
        parts = [self.part(table, of_round) for of_round in rounds]
        if not parts:
            return ds.dataset(schema.empty_table())
        return ds.dataset(
            parts,
            schema=schema,
            format="parquet",
            filesystem=self.files,
            partitioning=ds.partitioning(HIVE, flavor="hive"),
            partition_base_dir=f"{self.root}/{table}",
        )
