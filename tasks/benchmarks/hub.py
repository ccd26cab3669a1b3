"""Fetches benchmarks from the Hub, or from where their authors keep them, with the revision that was fetched.

What was fetched stays for the time of the process, so that a run sees one revision.
"""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingImports=false
# Reason: these libraries ship no types; they are imported by who asks for them.

import hashlib
import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from schemas.frozen import Frozen
from tasks.benchmarks.rows import Numbered, file_rows
from tasks.row_file import RowsError

HUB_FILE = re.compile(r"hf://datasets/(?P<repository>[^@]+)@(?P<revision>[^/]+)/(?P<file>.+)")
GITHUB_FOLDER = "github://"
SPLITS = ("test", "validation", "train")
REMEDY = "look whether this machine reaches it, or give the path of a copy"


class Fetched(Frozen):
    """Rows, and where they come from."""

    rows: list[Numbered]
    source: str
    version: str = ""
    checksum: str


@cache
def fetch(address: str) -> Fetched:
    """A file of the Hub, of a repository's address, or a folder of problems at GitHub.

    Raises:
        RowsError: it can't be reached, or a library that reaches it is not installed.
    """
    try:
        path, version = downloaded(address)
    except ImportError as error:
        raise RowsError(f"{address} needs {error.name}; pip install '.[train]', or give the path of a copy") from error
    except Exception as error:
        raise RowsError(f"{address} can't be fetched ({error}); {REMEDY}") from error
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
        digest.update(file.read_bytes())
    return Fetched(rows=file_rows(path), source=address, version=version, checksum=digest.hexdigest())


def downloaded(address: str) -> tuple[Path, str]:
    """A local copy, and the revision that it is."""
    if found := HUB_FILE.fullmatch(address):
        return from_hub(**found.groupdict())
    import fsspec

    files, path = fsspec.core.url_to_fs(address)
    copy = Path(tempfile.mkdtemp(prefix="optmill-benchmark-")) / Path(path).name
    files.get(path, str(copy), recursive=address.startswith(GITHUB_FOLDER))
    return copy, address


def from_hub(repository: str, revision: str, file: str) -> tuple[Path, str]:
    """A file of a data set at the Hub; the Hub's own cache keeps it."""
    from huggingface_hub import HfApi, hf_hub_download

    commit = str(HfApi().dataset_info(repository, revision=revision).sha)
    return Path(hf_hub_download(repository, file, repo_type="dataset", revision=commit)), commit


@cache
def fetch_repository(repository: str) -> Fetched:
    """A data set of the Hub as the `datasets` library reads it, its test split where it has one.

    Raises:
        RowsError: it can't be reached, or the library is not installed.
    """
    name, _, configuration = repository.partition(":")
    try:
        from datasets import load_dataset
    except ImportError as error:
        raise RowsError(f"hub:{name} needs {error.name}; pip install datasets, or give the path of a copy") from error
    try:
        splits: Any = load_dataset(name, configuration or None)
    except Exception as error:
        raise RowsError(f"hub:{name} can't be fetched ({error}); {REMEDY}") from error
    split = splits[next((split for split in SPLITS if split in splits), next(iter(splits)))]
    rows = [dict(row) for row in split]
    digest = hashlib.sha256(json.dumps(rows, sort_keys=True, default=str).encode()).hexdigest()
    numbered: list[Numbered] = list(enumerate(rows, start=1))
    return Fetched(rows=numbered, source=f"hub:{name}", version=str(split.info.version or ""), checksum=digest)
