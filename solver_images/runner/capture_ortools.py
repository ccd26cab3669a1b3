"""Hooks on OR-Tools: the linear solver's two interfaces and CP-SAT."""
# pyright: basic
# Reason: OR-Tools is a compiled extension, only partly typed.

import ortools

from . import capture_cpsat, capture_model_builder, capture_pywraplp

VERSION = f"ortools {ortools.__version__}"
PARTS = (capture_pywraplp, capture_model_builder, capture_cpsat)


def install() -> None:
    """Put the hooks on all interfaces."""
    for part in PARTS:
        part.install()


def warm_up() -> None:
    """Build small models, so that children inherit what OR-Tools sets up on first use."""
    for part in PARTS:
        part.warm_up()
