"""What stands between tags, in one pass over a text.

A pattern that looks for the end of each opening tag anew takes minutes of a text that repeats one without end, as
models that have lost their way write it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Tagged(NamedTuple):
    """A stretch between an opening tag and the first one behind it that closes it."""

    start: int
    """Characters before the opening tag."""
    end: int
    """Characters before the end of the closing tag."""
    inside: str


def tagged(text: str, names: Sequence[str], flags: re.RegexFlag = re.IGNORECASE) -> Iterator[Tagged]:
    """The stretches in tags of some names, in order; none lies in another, and one that is not closed is none."""
    tags = list(re.finditer(rf"<(/?)({'|'.join(names)})>", text, flags))
    last = {tag[2].lower(): tag.start() for tag in tags if tag[1]}
    opened: re.Match[str] | None = None
    for tag in tags:
        name = tag[2].lower()
        if opened is None:
            opened = tag if not tag[1] and tag.start() < last.get(name, 0) else None
        elif tag[1] and name == opened[2].lower():
            yield Tagged(opened.start(), tag.end(), text[opened.end() : tag.start()])
            opened = None


def without_tagged(text: str, names: Sequence[str]) -> str:
    """A text without its stretches in tags of some names."""
    kept, at = list[str](), 0
    for stretch in tagged(text, names):
        kept.append(text[at : stretch.start])
        at = stretch.end
    return "".join([*kept, text[at:]])
