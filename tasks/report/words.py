"""Statements and formulations as HTML. They are untrusted: tags come out as text, and nothing is loaded or linked."""

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MOST_CHARACTERS = 8_000
RULES = ["table", "list", "heading", "code", "fence", "backticks", "emphasis", "escape", "newline"]
"""Neither links nor images nor HTML: a statement must not reach out of the page."""
HEADING = "h5"
"""Below the page's own headings, whatever level the text has."""


@cache
def reader() -> "MarkdownIt":
    """The reader of Markdown with the allowed rules alone."""
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(RULES)


def markdown(text: str) -> Markup:
    """Markdown as HTML; a text that is too long for the page is cut, which is said."""
    tokens = reader().parse(cut(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = HEADING
    return Markup(reader().renderer.render(tokens, reader().options, {}))  # noqa: S704 - rendered with html off


def cut(text: str, most: int = MOST_CHARACTERS) -> str:
    """A text of bounded length."""
    if len(text) <= most:
        return text
    return f"{text[:most]} …\n\n(cut: {len(text) - most:,} more characters stand in the lake)"
