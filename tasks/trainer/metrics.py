"""Metrics as they come: a line of JSON each time, whole or not at all."""

import json
from pathlib import Path
from typing import Any, Final

FINAL: Final = "final"
"""Marks what was measured when the training had ended."""


def append(path: Path, line: dict[str, Any]) -> None:
    """Add a line and have it on the disk."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()


def read(path: Path) -> list[dict[str, Any]]:
    """All whole lines; a last one that is being written is left for later."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def cut(path: Path, step: int) -> None:
    """Forget what came after a step, and after the training: a resumed one says it again."""
    kept = [line for line in read(path) if line["step"] <= step and not line.get(FINAL)]
    path.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
