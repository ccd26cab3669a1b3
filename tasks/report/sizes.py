"""Difficulty before and after: sizes by generation, and of children against their parents."""

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean, median

import polars as pl

from schemas.frozen import Frozen
from tasks.check.subject import read_formulation
from tasks.lake.lake import Lake
from tasks.report.data import Line, Report

MOST_GROUNDED = 1_000
"""Formulations that are grounded for their size, at most; a seed's model was never captured."""

Size = Callable[[Line], float | None]


class Measure(Frozen):
    """One way to say how large a problem is."""

    name: str
    """Field of a line."""
    label: str
    unit: str
    scale: float = 1.0
    """Where its logarithmic axis begins to be one."""

    def of(self, line: Line) -> float | None:
        """Its value for one candidate; None where it is not known."""
        return getattr(line, self.name)


MEASURES = (
    Measure(name="words", label="Words of the statement", unit="words", scale=10),
    Measure(name="variables", label="Decision variables", unit="variables"),
    Measure(name="constraints", label="Constraints", unit="constraints"),
    Measure(name="integers", label="Integer and binary variables", unit="variables"),
    Measure(name="solve_seconds", label="Time in the solver", unit="s", scale=0.001),
)


class Spread(Frozen):
    """How one measure is spread over one group."""

    group: str
    number: int
    quantiles: tuple[float, float, float, float, float]
    """At 5, 25, 50, 75 and 95 %."""

    @property
    def median(self) -> float:
        """The middle value."""
        return self.quantiles[2]


class Panel(Frozen):
    """One measure over all generations."""

    measure: Measure
    spreads: tuple[Spread, ...]


class Growth(Frozen):
    """One measure of accepted children against their parents, in medians over those where both are known."""

    measure: Measure
    number: int
    parents: float
    """Of several parents of one child the mean counts."""
    children: float
    larger: float
    """Share of the children that are larger than their parents."""
    smaller: float


class OperatorGrowth(Frozen):
    """What one operator does to the size of a problem."""

    operator: str
    growths: tuple[Growth | None, ...]
    """One for each measure; None where nothing can be compared."""


def with_grounded_sizes(report: Report, lake: Lake) -> Report:
    """The report with the size of the formulation where an accepted problem's model was never captured."""
    missing = [line.id for line in report.lines if line.alive and line.unmeasured][:MOST_GROUNDED]
    if not missing:
        return report
    wanted = (pl.col("campaign") == report.campaign) & pl.col("id").is_in(missing)
    found = lake.ask("candidates", lambda rows: rows.filter(wanted).select("id", "formulation"))
    texts = {row["id"]: row["formulation"] for row in found.to_dicts()}
    lines = tuple(grounded_size(line, texts[line.id]) if line.id in texts else line for line in report.lines)
    return report.model_copy(update={"lines": lines})


def grounded_size(line: Line, formulation: str | None) -> Line:
    """A line with the size of its formulation, where that can be read."""
    model = read_formulation(formulation or "").model
    if model is None:
        return line
    counted = model.statistics()
    whole = counted.integer + counted.binary
    update = {"variables": counted.continuous + whole, "constraints": counted.constraints, "integers": whole}
    return line.model_copy(update=update)


def panels(report: Report) -> tuple[Panel, ...]:
    """Each measure by generation: the seeds, then the accepted children."""
    alive = [line for line in report.lines if line.alive]
    generations = sorted({line.generation for line in alive})
    return tuple(
        Panel(
            measure=measure,
            spreads=tuple(
                spread
                for generation in generations
                if (spread := spread_of(generation, [measure.of(x) for x in alive if x.generation == generation]))
            ),
        )
        for measure in MEASURES
    )


def spread_of(generation: int, values: Iterable[float | None]) -> Spread | None:
    """The spread of what is known; None where nothing is."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    low, lower, middle, upper, high = (quantile(known, share) for share in (0.05, 0.25, 0.5, 0.75, 0.95))
    group = f"generation {generation}" if generation else "seeds"
    return Spread(group=group, number=len(known), quantiles=(low, lower, middle, upper, high))


def quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of sorted values, linear between neighbours."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def growth_by_operator(report: Report) -> tuple[OperatorGrowth, ...]:
    """A row for each operator with accepted children, and one for all of them."""
    accepted = [line for line in report.children if line.alive]
    by_id = {line.id: line for line in report.lines}
    groups = {name: [x for x in accepted if x.operator == name] for name in sorted({x.operator for x in accepted})}
    if accepted:
        groups["all"] = accepted
    return tuple(
        OperatorGrowth(operator=name, growths=tuple(growth(lines, by_id, measure) for measure in MEASURES))
        for name, lines in groups.items()
    )


def growth(children: Iterable[Line], by_id: dict[str, Line], measure: Measure) -> Growth | None:
    """One measure over the children that can be compared with all their parents."""
    pairs: list[tuple[float, float]] = []
    for child in children:
        own = measure.of(child)
        parents = [measure.of(by_id[parent]) for parent in child.parent_ids if parent in by_id]
        known = [value for value in parents if value is not None]
        if own is not None and known and len(known) == len(child.parent_ids):
            pairs.append((fmean(known), own))
    if not pairs:
        return None
    return Growth(
        measure=measure,
        number=len(pairs),
        parents=median(before for before, _ in pairs),
        children=median(after for _, after in pairs),
        larger=sum(after > before for before, after in pairs) / len(pairs),
        smaller=sum(after < before for before, after in pairs) / len(pairs),
    )
