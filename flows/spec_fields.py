"""A spec of any kind from a TOML file and flags; flags win, and paths are made absolute."""

from pathlib import Path
from typing import Any, cast

from flows.choices import Model, absolute, read_toml, valid_spec

DEFAULTS = {"lake": "lake"}
"""Flags that always have a value."""


def spec_from(kind: type[Model], chosen: dict[str, Any], file: Path | None, paths: tuple[str, ...]) -> Model:
    """A spec of a kind; a flag that was not given leaves the file's word, or the default.

    Args:
        kind: the spec's model.
        chosen: flags by field; None: not given.
        file: TOML file, or None.
        paths: fields that name files or folders, or lists of them.

    Raises:
        UsageError: no such file, not TOML, or a field with a bad value; all fields are named.
    """
    return spec_of_fields(kind, overlaid(read_toml(file) if file else {}, chosen), file, paths)


def spec_of_fields(kind: type[Model], fields: dict[str, Any], file: Path | None, paths: tuple[str, ...]) -> Model:
    """The same of fields that file and flags were joined into already."""
    for name in paths:
        if name in fields:
            fields[name] = absolute(fields[name])
    return valid_spec(kind, fields, file)


def overlaid(fields: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """A file's fields with the flags that were given over them."""
    given = {name: value for name, value in chosen.items() if value is not None}
    return fields | {name: value for name, value in given.items() if not is_default(name, value, fields)}


def is_default(name: str, value: Any, fields: dict[str, Any]) -> bool:
    """Whether a flag has but the value that it has when it is not given, while the file says something."""
    return name in fields and value == DEFAULTS.get(name)


def with_model_folder(fields: Any) -> Any:
    """Fields whose `model`, where it is a folder and no name at the Hub, is seen from the root."""
    if not isinstance(fields, dict):
        return fields
    told = cast("dict[str, Any]", fields)
    model = told.get("model")
    return told | {"model": absolute(model)} if isinstance(model, str) and Path(model).is_dir() else told
