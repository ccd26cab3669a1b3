"""Recipes: the papers' fine-tunings as TOML files that ship."""

import tomllib
from pathlib import Path
from typing import Any

from tasks.launching.errors import TrainingRefused

FOLDER = Path(__file__).parent / "recipes"


def recipe_names() -> tuple[str, ...]:
    """Names of the recipes."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def read_recipe(name: str) -> dict[str, Any]:
    """The fields of a recipe.

    Raises:
        TrainingRefused: there is no such recipe.
    """
    if name not in recipe_names():
        raise TrainingRefused(f"there is no recipe {name!r}; there are {', '.join(recipe_names())}")
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
