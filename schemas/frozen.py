"""The base of every noun: frozen, strict about unknown fields, hashed by content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: two of them with the same fields are the same thing, and the next state is a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Chosen(Frozen):
    """What a person chooses: written down as JSON, which knows no infinity, and read again from there."""

    model_config = ConfigDict(allow_inf_nan=False)


def content_hash(content: Mapping[str, Any] | list[Any] | str, digits: int = 16) -> str:
    """Hash JSON-like content, independent of the order of keys.

    Args:
        content: what identifies the thing; must be JSON serialisable.
        digits: hexadecimal digits to keep; 16 (64 bits) are enough for millions of rows.

    Returns:
        The first `digits` hexadecimal digits of BLAKE2b over the canonical JSON.
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()[:digits]
