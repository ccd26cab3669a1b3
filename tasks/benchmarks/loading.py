"""Loads benchmarks: from a path, by a known name from the Hub, or as a file of recorded completions."""

import hashlib
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from schemas.benchmark_item import BenchmarkSet
from schemas.benchmark_spec import BenchmarkSpec, FieldNames
from tasks.benchmarks.catalogue import KNOWN, Known, recognise
from tasks.benchmarks.hub import Fetched, fetch, fetch_repository
from tasks.benchmarks.rows import file_rows, read_items
from tasks.row_file import RowsError

HUB = "hub:"


def load_sets(spec: BenchmarkSpec) -> tuple[BenchmarkSet, ...]:
    """The sets of a run, or its recorded completions.

    Raises:
        RowsError: no such set, or bad rows that the spec does not leave out; all are named.
    """
    chosen = [(source, True) for source in spec.completions] or [(source, False) for source in spec.sets]
    return distinct([cut(load(source, spec, completions), spec.limit) for source, completions in chosen])


def load_labels(spec: BenchmarkSpec, sets: Iterable[BenchmarkSet]) -> tuple[BenchmarkSet, ...]:
    """The further label sets of a run of some sets; none has the name of a set, whose own labels it would pass for."""
    return distinct([load(source, spec, False) for source in spec.labels], [each.name for each in sets])


def load(source: str, spec: BenchmarkSpec, completions: bool = False) -> BenchmarkSet:
    """One set, from wherever it is."""
    if Path(source).exists():
        return load_path(Path(source), spec, completions)
    if source.startswith(HUB):
        repository = source.removeprefix(HUB)
        return made(fetch_repository(repository), repository.rpartition("/")[2], "", spec)
    if source in KNOWN:
        return load_known(KNOWN[source], spec)
    raise RowsError(
        f"there is no benchmark {source!r}: give the path of a file, hub:OWNER/NAME, or one of {', '.join(KNOWN)}"
    )


def load_known(known: Known, spec: BenchmarkSpec) -> BenchmarkSet:
    """A public benchmark by its name."""
    fetched = fetch(known.address) if known.file else fetch_repository(known.repository)
    return made(fetched, known.name, known.licence, spec)


def load_path(path: Path, spec: BenchmarkSpec, completions: bool = False) -> BenchmarkSet:
    """A file, or a folder of problems."""
    fetched = Fetched(rows=file_rows(path), source=str(path), checksum=checksum(path))
    known = recognise(fetched.checksum)
    read = made(fetched, path.stem, known.licence if known else "", spec, completions)
    return read.model_copy(update={"version": known.name}) if known else read


def made(fetched: Fetched, name: str, licence: str, spec: BenchmarkSpec, completions: bool = False) -> BenchmarkSet:
    """A set of rows that were fetched.

    Raises:
        RowsError: bad rows that the spec does not leave out, or no good one.
    """
    items, problems = read_items(Path(fetched.source).name, fetched.rows, names_for(spec, completions), completions)
    if problems and not spec.keep_going:
        raise RowsError(
            f"{fetched.source} has {len(problems)} bad row(s); --keep-going leaves them out:", tuple(problems)
        )
    if not items:
        raise RowsError(f"{fetched.source} holds no item", tuple(problems))
    return BenchmarkSet(
        name=name,
        items=tuple(items),
        source=fetched.source,
        version=fetched.version,
        licence=licence,
        checksum=fetched.checksum,
        problems=tuple(str(problem) for problem in problems),
    )


def names_for(spec: BenchmarkSpec, completions: bool) -> FieldNames:
    """Field names that the user gives hold for files of completions, and for sets where no file of completions is."""
    return spec.names if completions or not spec.completions else FieldNames()


def cut(whole: BenchmarkSet, most: int) -> BenchmarkSet:
    """The first items of a set."""
    return whole.model_copy(update={"items": whole.items[:most]}) if most else whole


def distinct(sets: Iterable[BenchmarkSet], taken: Iterable[str] = ()) -> tuple[BenchmarkSet, ...]:
    """The sets, those of one name told apart by number.

    Args:
        sets: in order; the first of a name keeps it.
        taken: names that others have.
    """
    names = set(taken)
    found: list[BenchmarkSet] = []
    for each in sets:
        numbered = (f"{each.name}-{number}" for number in count(2))
        name = next(name for name in chain([each.name], numbered) if name not in names)
        names.add(name)
        found.append(each.model_copy(update={"name": name}))
    return tuple(found)


def checksum(path: Path) -> str:
    """SHA-256 of a file; of a folder, of all its problems' files in order."""
    digest = hashlib.sha256()
    for file in sorted(path.glob("*/*.*")) if path.is_dir() else [path]:
        digest.update(file.read_bytes())
    return digest.hexdigest()
