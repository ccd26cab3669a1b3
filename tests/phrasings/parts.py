"""A statement as a sequence of parts: prose, Markdown tables and lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["prose", "table", "list"]
END = re.compile(r"(?<=[.?!])(?<!\bMrs\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!i\.e\.)\s+(?=[\"'(]?[A-Z0-9$£€])")


@dataclass(frozen=True)
class Part:
    """Sentences of a paragraph, or lines of a table or list."""

    kind: Kind
    lines: tuple[str, ...]


def kind_of(line: str) -> Kind:
    """What a line belongs to."""
    return "table" if line.startswith("|") else "list" if line.startswith("- ") else "prose"


def parted(statement: str) -> list[Part]:
    """The statement cut into parts."""
    found: list[Part] = []
    for chunk in re.split(r"\n\s*\n", statement):
        for kind, lines in groupby(chunk.splitlines(), key=kind_of):
            text = list(lines)
            kept = tuple(s for line in text for s in sentences(line)) if kind == "prose" else tuple(text)
            found += [Part(kind, kept)] if kept else []
    return found


def sentences(paragraph: str) -> Iterator[str]:
    """Sentences of a paragraph."""
    return (sentence for sentence in END.split(paragraph.strip()) if sentence)


def joined(parts: list[Part]) -> str:
    """The statement of some parts."""
    return "\n\n".join((" " if part.kind == "prose" else "\n").join(part.lines) for part in parts if part.lines)
