"""How long a text is: in tokens of the reasoner's tokenizer, or in words and marks where none is named."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

from tasks.teacher.teacher import TeacherRefused

PIECE = re.compile(r"\w+|[^\w\s]")
Count = Callable[[str], int]


@cache
def counter(place: str) -> Count:
    """What counts the tokens of a text.

    Args:
        place: a tokenizer's folder or file; empty: words and marks are counted.

    Raises:
        TeacherRefused: no tokenizer can be read there.
    """
    if not place:
        return lambda text: sum(1 for _ in PIECE.finditer(text))
    path = Path(place)
    file = path / "tokenizer.json" if path.is_dir() else path
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises a bare Exception
        raise TeacherRefused(
            f"tokenizer = {place!r} can't be read ({error}); give a folder with tokenizer.json, or nothing"
        ) from error
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
