"""Keys: found in the environment by the name of a variable, and kept out of everything that is written or shown."""

import os
import re
from collections.abc import Iterator

from schemas.teacher_spec import TeacherSpec
from tasks.teacher.teacher import TeacherRefused

SECRET_NAME = re.compile(r"(?:_KEY|_TOKEN|_SECRET|_PASSWORD)$")
SHAPED_LIKE_A_KEY = re.compile(r"\b(?:sk|pk|key|gsk|xai)-[A-Za-z0-9_\-]{8,}|(?<=Bearer )\S{8,}")
SHORTEST = 8
HIDDEN = "[key]"
USUAL = "OPENAI_API_KEY"
"""What OpenAI-compatible servers' clients read where nothing else is named."""

_used: set[str] = set()
"""Keys that were given out: the variable that a spec names may be called anything."""


def key_of(spec: TeacherSpec) -> str:
    """The key for a teacher's own address; empty: it is asked without.

    Raises:
        TeacherRefused: the variable that the spec names is not set, or holds what can be no key.
    """
    key = os.environ.get(spec.key or USUAL, "").strip()
    if spec.key and not key:
        raise TeacherRefused(
            f"the key of {spec.model} is looked for in the environment variable {spec.key}, which is not set; "
            f"set it (export {spec.key}=…), or name another variable as the teacher's `key`"
        )
    if not key.isprintable():
        raise TeacherRefused(
            f"what the environment variable {spec.key or USUAL} holds has line breaks or signs that no key has; "
            f"set it to the key of {spec.model} alone"
        )
    _used.add(key)
    return key


def scrub(text: str) -> str:
    """A text without any key of the environment, and without what is shaped like one: providers echo them."""
    for secret in sorted(set(secrets()), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return SHAPED_LIKE_A_KEY.sub(HIDDEN, text)


def secrets() -> Iterator[str]:
    """What must not be shown; shorter values are dummies, such as `EMPTY`, and occur in any text."""
    named = (value.strip() for name, value in os.environ.items() if SECRET_NAME.search(name.upper()))
    yield from (value for value in (*named, *_used) if len(value) >= SHORTEST)
