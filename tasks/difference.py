"""Are two lakes the same? Rows of `candidates` and `verdicts` as sets, in all columns but what may differ by nature.

Same spec, same seed and same completions give the same rows; only clocks, durations, costs, hosts and attempts may
differ, and these are left out by name below.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from schemas.frozen import Frozen
from tasks.lake.lake import Lake, open_lake
from tasks.lake.rows import Row, is_struct
from tasks.lake.store import Round

LEFT_OUT: dict[str, frozenset[str]] = {
    "candidates": frozenset({"difficulty.solve_seconds", "evidence.door"}),
    "verdicts": frozenset({"attempt", "seconds"}),
}
"""Columns (and fields of structs) that are not compared, by table."""

KEYS: dict[str, tuple[str, ...]] = {
    "candidates": ("campaign", "round", "id"),
    "verdicts": ("campaign", "round", "candidate_id", "checker"),
}
"""Columns by which rows of the two lakes are held against each other."""

Key = tuple[str, ...]

SHOWN = 20
"""Differences that the summary prints."""


class RowDifference(Frozen):
    """One row that the two lakes do not share."""

    table: str
    key: tuple[str, ...]
    """Campaign, round and id; for a verdict its checker as well."""
    side: str
    """`left` or `right`: the only lake that has it; `both`: they have different values."""
    column: str = ""
    """The first column that differs, when both have the row."""
    left: str = ""
    """The value there."""
    right: str = ""

    def sentence(self) -> str:
        """The difference in a line."""
        row = f"{self.table} {' '.join(self.key)}"
        if self.side != "both":
            return f"{row}: only {self.side}"
        return f"{row}: {self.column} is {self.left[:200]!r} left and {self.right[:200]!r} right"


class Difference(Frozen):
    """How two lakes differ."""

    compared: dict[str, tuple[int, int]]
    """Rows of the left and of the right lake, by table."""
    rows: tuple[RowDifference, ...]

    @property
    def same(self) -> bool:
        """Whether the lakes hold the same rows."""
        return not self.rows

    def summary(self) -> str:
        """The counts in a line a table, and the first differences in a line each; `rows` has all."""
        lines = [f"{table}: {left} rows left, {right} right" for table, (left, right) in self.compared.items()]
        lines += [f"the lakes differ in {len(self.rows)} rows:" if self.rows else "the lakes hold the same rows"]
        lines += [row.sentence() for row in self.rows[:SHOWN]]
        lines += [f"… and {len(self.rows) - SHOWN} more; --json prints all"] if len(self.rows) > SHOWN else []
        return "\n".join(lines)


def compare_lakes(left: str | Path, right: str | Path) -> Difference:
    """Compare the published rounds of two lakes, one round at a time.

    Raises:
        LakeError: one of them has no published round.
    """
    lakes = open_lake(left), open_lake(right)
    rounds = sorted({of_round for lake in lakes for of_round in lake.store.published()})
    compared: dict[str, tuple[int, int]] = {}
    found: list[RowDifference] = []
    for table in KEYS:
        counts = 0, 0
        for of_round in rounds:
            lefts, rights = (read_rows(lake, table, of_round) for lake in lakes)
            counts = counts[0] + len(lefts), counts[1] + len(rights)
            found += compare_rows(table, lefts, rights)
        compared[table] = counts
    return Difference(compared=compared, rows=tuple(found))


def read_rows(lake: Lake, table: str, of_round: Round) -> list[Row]:
    """A round's rows without the columns that are left out."""
    import polars

    campaign, number = of_round
    of_the_round = (polars.col("campaign") == campaign) & (polars.col("round") == number)
    rows = lake.ask(table, lambda frame: frame.filter(of_the_round)).iter_rows(named=True)
    return [without(row, LEFT_OUT[table]) for row in rows]


def without(row: Row, left_out: frozenset[str], prefix: str = "") -> Row:
    """A row without some columns; `struct.field` names a field of a struct."""
    return {
        name: without(value, left_out, f"{prefix}{name}.") if is_struct(value) else value
        for name, value in row.items()
        if f"{prefix}{name}" not in left_out
    }


def compare_rows(table: str, left: Iterable[Row], right: Iterable[Row]) -> list[RowDifference]:
    """Rows of a table that the two sides do not share, by key."""
    lefts, rights = by_key(table, left), by_key(table, right)
    found: list[RowDifference] = []
    for key in sorted(lefts.keys() | rights.keys()):
        of_left, of_right = lefts.get(key, {}), rights.get(key, {})
        only_left = [row for digest, row in of_left.items() if digest not in of_right]
        only_right = [row for digest, row in of_right.items() if digest not in of_left]
        found += pair_up(RowDifference(table=table, key=key, side="both"), only_left, only_right)
    return found


def by_key(table: str, rows: Iterable[Row]) -> dict[Key, dict[bytes, Row]]:
    """Rows by key, and under it each different row once."""
    found: dict[Key, dict[bytes, Row]] = {}
    for row in rows:
        key = tuple(str(row[column]) for column in KEYS[table])
        found.setdefault(key, {})[hashlib.blake2b(repr(row).encode(), digest_size=16).digest()] = row
    return found


def pair_up(pair: RowDifference, left: list[Row], right: list[Row]) -> list[RowDifference]:
    """Rows with one key that differ, held against each other as far as there are two; the rest has one side."""
    paired = min(len(left), len(right))
    found = [pair.model_copy(update=first_difference(a, b)) for a, b in zip(left, right, strict=False)]
    found += [pair.model_copy(update={"side": "left"})] * (len(left) - paired)
    found += [pair.model_copy(update={"side": "right"})] * (len(right) - paired)
    return found


def first_difference(left: Row, right: Row, prefix: str = "") -> dict[str, str]:
    """The first column (or field of a struct) in which two rows differ, with both values."""
    for name in left:
        a, b = left[name], right[name]
        if repr(a) == repr(b):
            continue
        if is_struct(a) and is_struct(b):
            return first_difference(a, b, f"{prefix}{name}.")
        return {"column": f"{prefix}{name}", "left": str(a), "right": str(b)}
    return {}
