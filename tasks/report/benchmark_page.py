"""Writes the report of a benchmark run as one HTML page."""

from pathlib import Path


def write_benchmark_report(lake: str, run: str) -> Path:
    """Write the page."""
    return Path(lake) / f"{run}.html"
