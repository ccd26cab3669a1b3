"""Reads files of JSON Lines that were written from a noun."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

Noun = TypeVar("Noun", bound=BaseModel)


def read_lines(kind: type[Noun], path: str | Path) -> Iterator[Noun]:
    """The nouns of a file, one a line; words may hold the signs at which `splitlines` would end one."""
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield kind.model_validate_json(line)
