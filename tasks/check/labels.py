"""How words name the elements of sets."""

import re
from typing import Final

from tasks.check.remembering import remembered

JOINING: Final = re.compile(r"[_\u2010-\u2013-]")
"""What stands for a blank within a name."""


@remembered(longest=100, most=8192)
def plain(text: str) -> str:
    """Words for searching: lower case, one blank between them, underscores and hyphens as blanks."""
    return " ".join(JOINING.sub(" ", text.lower()).split())


def named(label: str, text: str) -> bool:
    """Whether words name a label, in the singular or the plural; positions of periods need no name."""
    wanted = plain(label)
    if wanted.isdigit() or not wanted:
        return True
    if len(wanted) <= 3:
        return re.search(rf"(?<!\w){re.escape(wanted)}(?:s|es)?(?!\w)", text) is not None
    return wanted in text or all(stem(word) in text for word in wanted.split())


def stem(word: str) -> str:
    """A word without its plural ending."""
    return word[:-3] if word.endswith("ies") else word.removesuffix("s")
