"""Accuracies as papers published them, in per cent; none of them was measured here."""

from schemas.published import PublishedFigure

FIVE = ("optibench", "nl4opt", "mamo-easy", "mamo-complex", "industryor")
STORM = ("nl4opt", "mamo-easy", "mamo-complex", "industryor", "optmath")
STEP_OPT = ("nl4opt", "mamo-easy", "mamo-complex", "industryor")

Row = tuple[str, tuple[str, ...], tuple[float, ...], str, str]
ROWS: tuple[Row, ...] = (
    (
        "Step-Opt-LLaMA-3-8B",
        STEP_OPT,
        (84.5, 85.3, 61.6, 36.4),
        "relative 1e-4, labels that its authors corrected (IndustryOR: 77 items)",
        "Step-Opt",
    ),
    ("EVOM base model, Gurobi", FIVE, (41.2, 55.1, 66.0, 28.4, 21.0), "5 %", "EVOM"),
    ("EVOM trained, Gurobi", FIVE, (63.0, 84.1, 88.2, 34.3, 31.0), "5 %", "EVOM"),
    ("EVOM trained on Gurobi, asked for OR-Tools", FIVE, (54.2, 78.8, 81.6, 27.5, 24.0), "5 %", "EVOM"),
    ("SFT baseline of EVOM, asked for OR-Tools", FIVE, (3.5, 4.9, 0.0, 1.4, 6.0), "5 %", "EVOM"),
    ("STORM-4B", STORM, (93.3, 86.3, 70.3, 50.0, 44.5), "mean of 8 samples, T 0.6, top-p 0.95", "CALM"),
    ("ORLM-LLaMA-3-8B", ("nl4opt", "industryor"), (78.8, 37.0), "its programs run again, relative 1e-4", "ORLM"),
    ("ORLM-LLaMA-3-8B", ("nl4opt", "industryor"), (86.9, 38.0), "its programs run again, 5 %, rounded", "ORLM"),
)

PUBLISHED: tuple[PublishedFigure, ...] = tuple(
    PublishedFigure(system=system, benchmark=benchmark, percent=percent, rule=rule, source=source)
    for system, benchmarks, percents, rule, source in ROWS
    for benchmark, percent in zip(benchmarks, percents, strict=True)
)
ALIASES = {
    "mamoeasylp": "mamo-easy",
    "mamoeasy": "mamo-easy",
    "mamocomplexlp": "mamo-complex",
    "mamocomplex": "mamo-complex",
    "optmathbench": "optmath",
}


def published_for(name: str, version: str) -> tuple[PublishedFigure, ...]:
    """What was published on a set, which is known by its version or by its name."""
    key = benchmark_of(version) or benchmark_of(name)
    return tuple(figure for figure in PUBLISHED if figure.benchmark == key)


def benchmark_of(name: str) -> str:
    """The benchmark that a name stands for, whatever its label set; empty: none that is known."""
    known = {figure.benchmark for figure in PUBLISHED}
    plain = name.lower().removesuffix("-fixed").removesuffix("-245")
    squeezed = "".join(letter for letter in plain if letter.isalnum())
    return plain if plain in known else ALIASES.get(squeezed, squeezed if squeezed in known else "")
