"""Benchmarks: items with a question and a label, and where a set of them comes from."""

from schemas.frozen import Frozen
from schemas.label import Label


class BenchmarkItem(Frozen):
    """One question."""

    id: str
    """Unique in its set."""
    question: str
    label: Label
    completions: tuple[str, ...] = ()
    """What a model answered, where the file records it, sample by sample."""
    line: int
    """Of the file, from 1; in a Parquet file or a JSON array the row."""


class BenchmarkSet(Frozen):
    """Items of one source, with all that says which they are."""

    name: str
    items: tuple[BenchmarkItem, ...]
    source: str
    """Path, or `hub:` and the repository."""
    version: str = ""
    """Revision at the Hub, or the variant that a file is known to be; empty: a file that is not known."""
    licence: str = ""
    """SPDX identifier of the questions' licence, or what is known of it."""
    checksum: str
    """SHA-256 of the file's bytes; of what came from the Hub, of its rows."""
    problems: tuple[str, ...] = ()
    """Rows that were left out, each by file, row, field, value and remedy."""
