"""Finds which field of a foreign file's rows holds the words and which the answer, by the names that are in use."""

from collections.abc import Iterable, Sequence

from schemas.frozen import Frozen
from tasks.row_file import Row, RowProblem

STATEMENT = ("statement", "en_question", "question", "problem", "problem_description", "description", "prompt", "input")
OBJECTIVE = ("objective", "en_answer", "answer", "label", "results", "result", "optimal_value", "ground_truth")
LICENCE = ("licence", "license")
"""Names of fields in any case, the likelier ones first."""


class Fields(Frozen):
    """Which field of a file's rows holds what; empty: none does."""

    statement: str
    objective: str = ""
    licence: str = ""
    left_out: tuple[str, ...] = ()
    """Fields that are not read."""

    @property
    def foreign(self) -> bool:
        """Whether the rows are not written in our own names."""
        return self.statement != STATEMENT[0]

    def said(self, file: str) -> str:
        """What is taken from which field, for people to check."""
        named = {"statement": self.statement, "objective": self.objective, "licence": self.licence}
        read = ", ".join(f"{ours} = {theirs}" for ours, theirs in named.items() if theirs)
        return f"{file}: {read}" + (f"; not read: {', '.join(self.left_out)}" if self.left_out else "")


def find_fields(rows: Iterable[tuple[int, Row | RowProblem]]) -> Fields:
    """The fields of a file, by its rows that can be read; our own where none of the names in use is there."""
    good = [row for _, row in rows if not isinstance(row, RowProblem)]
    statement = first_named(good, STATEMENT)
    if statement in ("", STATEMENT[0]):
        return Fields(statement=STATEMENT[0])
    objective, licence = first_named(good, OBJECTIVE), first_named(good, LICENCE)
    names = dict.fromkeys(name for row in good for name in row)
    left_out = tuple(name for name in names if name not in (statement, objective, licence))
    return Fields(statement=statement, objective=objective, licence=licence, left_out=left_out)


def first_named(rows: Iterable[Row], names: Sequence[str]) -> str:
    """What the first row that has one of the names calls it; empty where none has: rows may lack what is empty."""
    return next((found for row in rows if (found := named(row, names))), "")


def named(row: Row, names: Sequence[str]) -> str:
    """The row's own spelling of the first of the names that it has; empty where it has none."""
    spelled = {name.lower(): name for name in row}
    return next((spelled[name] for name in names if name in spelled), "")
