"""Renders prompts from the Markdown files in `tasks/prompts`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from schemas.frozen import content_hash
from schemas.teacher import Message, Prompt, Purpose, Sampling

FOLDER = Path(__file__).parent.parent / "prompts"
SEPARATOR = "\n---\n"


@lru_cache(maxsize=64)
def template(name: str) -> tuple[Template, Template, str]:
    """System and user templates of a prompt file, and its content hash."""
    text = (FOLDER / f"{name}.md").read_text()
    system, user = text.split(SEPARATOR, 1)
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - no HTML
    return environment.from_string(system.strip()), environment.from_string(user.strip()), content_hash(text)


def prompt_hashes() -> dict[str, str]:
    """Content hash of every prompt file, by name; stands in each manifest."""
    return {path.stem: content_hash(path.read_text()) for path in sorted(FOLDER.glob("*.md"))}


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
