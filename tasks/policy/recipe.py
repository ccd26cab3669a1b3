"""Where the recipes of reinforcements lie: the algorithms, and the papers' settings."""

from pathlib import Path

RECIPES = Path(__file__).parent / "recipes"
