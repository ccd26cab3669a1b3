"""Schemas are nouns, tasks are verbs, flows are sentences: who may import whom."""

import ast
import subprocess
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.mill import ROOT

OURS = ("flows", "tasks", "schemas", "solver_images", "deployments")


def modules(folder: str) -> list[str]:
    """Dotted names of all modules in a top-level folder."""
    found: list[str] = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def source(module: str) -> str:
    """A module's text."""
    path = ROOT.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text()


def imported(module: str) -> set[str]:
    """Dotted names that a module imports anywhere, inside functions too."""
    nodes = list(ast.walk(ast.parse(source(module))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {*names, *(node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))}


def packages(module: str) -> set[str]:
    """Top-level packages that a module imports."""
    return {name.partition(".")[0] for name in imported(module)}


@cache
def stages() -> set[str]:
    """Modules of `tasks` that meet Prefect: themselves, or by the decorator that stages share."""
    return {m for m in modules("tasks") if "prefect" in packages(m) or "tasks.stage" in imported(m)}


def test_schemas_import_nothing_of_ours_and_no_prefect():
    for module in modules("schemas"):
        assert not packages(module) & {"flows", "tasks", "solver_images", "tests", "prefect"}, module


def test_tasks_import_no_flows_and_no_tests():
    for module in modules("tasks"):
        assert not packages(module) & {"flows", "tests"}, module


def test_solver_images_import_nothing_of_ours():
    for module in modules("solver_images"):
        assert not packages(module) & {"flows", "tasks", "schemas", "tests", "prefect", "pydantic"}, module


MEANS = {
    "answers",
    "benchmark_run",
    "books",
    "changes",
    "code_version",
    "decontaminate",
    "difference",
    "difficulty",
    "field_names",
    "inspection",
    "ledger",
    "next_round",
    "opened",
    "population",
    "progress",
    "row_file",
    "run_folder",
    "schedule",
    "seed_file",
    "sizing",
    "standing",
    "survival",
    "workshop",
    "writing",
}
"""Nouns that lie beside the stages; whatever lies in a folder of its own is one too."""


def test_nouns_are_no_stages():
    assert not [name for name in stages() if name.count(".") > 1 or name.partition(".")[2] in MEANS]


def test_what_is_no_stage_never_loads_prefect_not_even_by_another_module():
    """So that a trainer's reward can call the sandbox without a workflow engine."""
    means = [module for module in modules("tasks") if module not in stages()]
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "    if 'prefect' in sys.modules: sys.exit(f'{name} loads prefect')\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program, *means], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize("folder", ["flows", "tasks"])
def test_no_file_bears_the_name_of_another_importable_module(folder: str):
    """Prefect leaves an entrypoint's folder at the front of `sys.path`, where such a file would shadow the other."""
    others = set(sys.stdlib_module_names) | (set(packages_distributions()) - set(OURS))
    names = {path.stem for path in Path(ROOT, folder).glob("*.py")} | {
        path.name for path in Path(ROOT, folder).iterdir() if path.is_dir()
    }
    assert not (names - {"__init__", "__main__", "__pycache__"}) & others
