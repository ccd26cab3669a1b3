"""Files of the lake: where they lie, how one appears whole, and how many are read as one table."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportMissingTypeArgument=false
# Reason: neither pyarrow nor fsspec ships types.

import os
import re
import uuid
from collections.abc import Generator, Iterable
from contextlib import contextmanager

import fsspec.core
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from fsspec.implementations.local import LocalFileSystem

from tasks.lake.errors import LakeError
from tasks.lake.tables import HIVE, TABLES
from tasks.rooted import rooted

PART = "part-0.parquet"
UNFINISHED = ".writing"
MANIFEST = re.compile(r"/campaign=([^/]+)/round=(\d+)/" + re.escape(PART) + "$")

REMEDIES = {
    "s3": "Look whether the bucket exists and may be read, written and listed with what the environment names: "
    "AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION, or AWS_PROFILE",
}
"""What to do where a store of a kind can't be reached."""

Round = tuple[str, int]
"""Campaign and round."""


class Store:
    """A folder that fsspec reaches: a local path, `s3://…`, `memory://…`."""

    def __init__(self, url: str) -> None:
        """Find the file system; nothing is created before something is written.

        Raises:
            LakeError: no such file system is known, or its library is not installed.
        """
        self.url = url
        try:
            # fsspec takes `::` for a chain of stores, and in a path it's a name like any other.
            self.files, root = fsspec.core.url_to_fs(url) if "://" in url else (LocalFileSystem(), rooted(url))
        except (ImportError, ValueError) as error:
            remedy = "pip install -c constraints.txt -e '.[scale]' brings s3:// addresses"
            raise LakeError(f"{url} can't be a lake: {error}; {remedy}") from error
        self.root = str(root).rstrip("/")

    @property
    def local(self) -> bool:
        """Whether it lies on this machine's file system."""
        return isinstance(self.files, LocalFileSystem)

    @contextmanager
    def reached(self) -> Generator[None]:
        """Turn what a store elsewhere answers into a LakeError; what a local file system says stays as it is."""
        try:
            yield
        except (LakeError, pa.ArrowException):
            raise
        except Exception as error:
            if self.local:
                raise
            raise LakeError(
                f"{self.url} can't be read or written: {error} ({type(error).__name__}). "
                + REMEDIES.get(self.kind, "Look at the address, and at what its library needs to be let in")
            ) from error

    @property
    def kind(self) -> str:
        """What the address begins with, such as `s3` or `file`."""
        protocol = self.files.protocol
        return str(protocol if isinstance(protocol, str) else protocol[0])

    def refuse_unwritable(self) -> None:
        """Raise LakeError where a small file can't be written, and removed again."""
        probe = f"{self.root}/{uuid.uuid4().hex[:8]}{UNFINISHED}"
        with self.reached():
            self.files.pipe_file(probe, b"optmill")
            self.files.rm_file(probe)

    def part(self, table: str, of_round: Round) -> str:
        """The file of a round in a table."""
        campaign, number = of_round
        return f"{self.root}/{table}/campaign={campaign}/round={number}/{PART}"

    def published(self) -> list[Round]:
        """Rounds that have a manifest, in order; all others are not there for a reader."""
        with self.reached():
            self.files.invalidate_cache()
            found = [MANIFEST.search(path) for path in self.files.find(f"{self.root}/rounds")]
        return sorted((match[1], int(match[2])) for match in found if match)

    def write_unfinished(self, path: str, content: pa.Table) -> str:
        """Write a file beside its place, under a name that no reader of Parquet looks for.

        The name is a new one each time, so that two writers of a round never write into one file.
        """
        unfinished = f"{path}.{uuid.uuid4().hex[:8]}{UNFINISHED}"
        with self.reached():
            self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            with self.files.open(unfinished, "wb") as sink:
                pq.write_table(content, sink, compression="zstd", row_group_size=10_000)
                if self.local:  # else a power cut may keep the name and lose the rows
                    sink.flush()
                    os.fsync(sink.fileno())
        return unfinished

    def finish(self, unfinished: str, path: str) -> None:
        """Give a whole file its name, in the place of any earlier one.

        An object store can't rename: there the file is copied, which shows the copy whole or not at all, and what it
        was copied from stays until `sweep`.
        """
        with self.reached():
            if self.local:
                self.files.mv(unfinished, path)
            else:
                self.files.cp_file(unfinished, path)

    def sweep(self, of_round: Round) -> None:
        """Remove unfinished files of a round: those of a writer that was killed, and those that were copied."""
        for table in TABLES:
            self.sweep_beside(self.part(table, of_round))

    def sweep_beside(self, path: str) -> None:
        """Remove unfinished files of one path."""
        with self.reached():
            self.files.invalidate_cache()
            for found in self.files.find(path.rpartition("/")[0]):
                if found.endswith(UNFINISHED):
                    self.files.rm_file(found)

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
