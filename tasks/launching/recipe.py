"""Recipes: the papers' fine-tunings as TOML files that ship."""

import tomllib
from pathlib import Path
from typing import Any

from tasks.launching.errors import TrainingRefused

FOLDER = Path(__file__).parent / "recipes"


def recipe_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Names of the recipes of a kind of training."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def read_recipe(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The fields of a recipe.

    Raises:
        TrainingRefused: there is no such recipe.
    """
    names = recipe_names(folder)
    if name not in names:
        raise TrainingRefused(f"there is no recipe {name!r}; there are {', '.join(names)}")
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
