"""Keys: found in the environment by the name of a variable, and kept out of everything that is written or shown."""

import os
import re

from schemas.teacher_spec import TeacherSpec
from tasks.teacher.teacher import TeacherRefused

SECRET_NAME = re.compile(r"(?:_KEY|_TOKEN|_SECRET|_PASSWORD)$")
SHAPED_LIKE_A_KEY = re.compile(r"\b(?:sk|pk|key|gsk|xai)-[A-Za-z0-9_\-]{8,}|(?<=Bearer )\S{8,}")
SHORTEST = 8
HIDDEN = "[key]"
USUAL = "OPENAI_API_KEY"
"""What OpenAI-compatible servers' clients read where nothing else is named."""


def key_of(spec: TeacherSpec) -> str:
    """The key for a teacher's own address; empty: it is asked without.

    Raises:
        TeacherRefused: the variable that the spec names is not set.
    """
    if not spec.key:
        return os.environ.get(USUAL, "")
    if not os.environ.get(spec.key):
        raise TeacherRefused(
            f"the key of {spec.model} is looked for in the environment variable {spec.key}, which is not set; "
            f"set it (export {spec.key}=…), or name another variable as the teacher's `key`"
        )
    return os.environ[spec.key]


def scrub(text: str) -> str:
    """A text without any key of the environment, and without what is shaped like one: providers echo them."""
    for name, value in os.environ.items():
        if len(value) >= SHORTEST and SECRET_NAME.search(name.upper()) and value in text:
            text = text.replace(value, HIDDEN)
    return SHAPED_LIKE_A_KEY.sub(HIDDEN, text)
