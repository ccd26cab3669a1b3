"""What a person chose, in a TOML file and in flags, as one spec."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from flows.errors import UsageError
from schemas.spec import EvolveSpec
from tasks.rooted import rooted

Spec = TypeVar("Spec", bound=EvolveSpec)
Model = TypeVar("Model", bound=BaseModel)


def make_spec(kind: type[Spec], chosen: dict[str, Any], file: Path | None) -> Spec:
    """A spec from a TOML file and flags; flags win.

    Raises:
        UsageError: no such file, not TOML, or a field with a bad value; all fields are named.
    """
    fields = read_toml(file) if file else {}
    given = {name: str(value) if isinstance(value, Path) else value for name, value in chosen.items()}
    defaults = {"lake": "lake", "campaign": "default"}
    if isinstance(given.get("teacher"), dict) and isinstance(fields.get("teacher"), dict):
        given["teacher"] = fields["teacher"] | given["teacher"]
    fields |= {n: v for n, v in given.items() if v is not None and not (n in fields and v == defaults.get(n))}
    for name in ("lake", "seeds", "replay", "decontaminate"):
        if name in fields:
            fields[name] = absolute(fields[name])
    return valid_spec(kind, fields, file)


def absolute(value: Any) -> Any:
    """A path, or each of a list, as seen from the root; an address stays, and so does what is none of them."""
    if isinstance(value, list | tuple):
        return [absolute(one) for one in cast("list[Any]", value)]
    if not isinstance(value, str | Path) or not str(value) or "://" in str(value):
        return value
    return str(rooted(value))


def joined(table: Any, more: dict[str, Any]) -> Any:
    """A file's table with more fields; what is no table stays as it is, for the spec to name."""
    if table is None:
        return more
    return {**cast("dict[str, Any]", table), **more} if isinstance(table, dict) else table


def valid_spec(kind: type[Model], fields: dict[str, Any], file: Path | None) -> Model:
    """A spec of any kind from its fields.

    Raises:
        UsageError: a field has a bad value; all such fields are named.
    """
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        where = f"{file} and the flags" if file else "the flags"
        raise UsageError(f"the spec from {where} can't be used:\n{bad_fields(error, kind)}") from error


def bad_fields(error: ValidationError, kind: type[BaseModel]) -> str:
    """A line for each field that can't be used: its name, its value, and what is wanted."""
    return "\n".join(
        f"  {'.'.join(map(str, item['loc'])) or 'spec'}: {clip(shown(item['input']))} - {wanted(item, kind)}"
        for item in error.errors()
    )


def wanted(item: Any, kind: type[BaseModel]) -> str:
    """What pydantic says of a field, without its own jargon."""
    if item["type"] != "extra_forbidden":
        return str(item["msg"]).removeprefix("Value error, ")
    known = f"; known are {', '.join(kind.model_fields)}" if len(item["loc"]) == 1 else ""
    return f"no such field{known}"


def shown(value: object) -> str:
    """A value as a user wrote it; one of a list of choices is a word."""
    return repr(str(value) if isinstance(value, str) else value)


def clip(text: str, width: int = 200) -> str:
    """A value short enough for a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def read_toml(file: Path) -> dict[str, Any]:
    """A TOML file's fields."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(f"there is no spec file {file}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read as a spec file: {error}; give a TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is not TOML: {error}") from error
