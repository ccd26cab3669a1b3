r"""Renders prompts from the Markdown files in `tasks/prompts`.

A file holds the system message, a line `---`, and the user message; files that begin with `_` are parts of others. The
user message shows its material under level-one headings (`# Parent`, `# Problem`, `# Its program`, …).

Words that others wrote go in through the filters `told` and `fenced`, so that no line of them can pass for a heading of
ours or close a fence; `sections` takes them out again as they were.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from schemas.frozen import content_hash
from schemas.teacher import Message, Prompt, Purpose, Sampling
from tasks.teacher.parts import fence_after, fenced_block

FOLDER = Path(__file__).parent.parent / "prompts"
SEPARATOR = "\n---\n"
MISTAKABLE = re.compile(r"^(\\*)(#\s|\s{0,3}(?:```|~~~))", re.MULTILINE)
"""Starts of lines that would be read as ours, with the backslashes that mark them as somebody's words."""
ESCAPED = re.compile(r"^\\(\\*(?:#\s|\s{0,3}(?:```|~~~)))", re.MULTILINE)


def told(text: str) -> str:
    """Somebody's words, so that none of their lines is a heading of ours or a fence."""
    return MISTAKABLE.sub(r"\\\1\2", text.strip("\n"))


def untold(text: str) -> str:
    """The words that `told` was given."""
    return ESCAPED.sub(r"\1", text).strip("\n")


def fenced(source: str, language: str = "python") -> str:
    """Code in a fence that is longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", source)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{source.strip(chr(10))}\n{fence}"


@cache
def environment() -> Environment:
    """Where templates come from."""
    made = Environment(  # noqa: S701 - no HTML
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {"told": told, "fenced": fenced}  # pyright: ignore[reportUnknownMemberType] - jinja2 says dict
    return made


@cache
def template(name: str) -> tuple[Template, Template, str]:
    """System and user templates of a prompt file, and its content hash, parts included."""
    text = (FOLDER / f"{name}.md").read_text()
    system, user = text.split(SEPARATOR, 1)
    parts = [path.read_text() for path in sorted(FOLDER.glob("_*.md"))]
    return compiled(system), compiled(user), content_hash([text, *parts])


def compiled(text: str) -> Template:
    """A template that copies a dict for each rendering, where jinja2 walks through a chain of them."""
    made = environment().from_string(text.strip())
    made.globals = dict(made.globals)
    return made


def prompt_names() -> tuple[str, ...]:
    """Every prompt file but the parts of others."""
    return tuple(path.stem for path in sorted(FOLDER.glob("[!_]*.md")))


def prompt_hashes() -> dict[str, str]:
    """Content hash of every prompt, by name; stands in each manifest."""
    return {name: template(name)[2] for name in prompt_names()}


def render_prompt(
    name: str, purpose: Purpose, variables: dict[str, Any], sampling: Sampling, sample: int = 0
) -> Prompt:
    """Fill a prompt file.

    Args:
        name: file name without ending.
        purpose: what the teacher is asked for.
        variables: what the templates name; those that start with `_` are for the procedural teacher alone.
        sampling: parameters of the completion.
        sample: which of several answers to the same request.
    """
    system, user, digest = template(name)
    shown = {key: value for key, value in variables.items() if not key.startswith("_")}
    messages = (
        Message(role="system", content=system.render(shown)),
        Message(role="user", content=user.render(shown)),
    )
    return Prompt(
        purpose=purpose, messages=messages, variables=variables, sampling=sampling, sample=sample, template_hash=digest
    )


def sections(message: str) -> dict[str, str]:
    """What stands under each level-one heading of a user message, as it was before it was put in; of twins the first.

    A section whose heading ends in `program` is the source in its fence.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    fence = ""
    for line in message.split("\n"):
        fence = fence_after(line, fence)
        if not fence and line.startswith("# "):
            current = []
            found.setdefault(line[2:].strip(), current)
        else:
            current.append(line)
    texts = {name: "\n".join(lines) for name, lines in found.items()}
    return {
        name: fenced_block(text) if name.lower().endswith("program") else untold(text) for name, text in texts.items()
    }
