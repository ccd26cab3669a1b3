"""What the page needs of a lake: manifests, books with all rounds added up, and a line for each candidate."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import polars as pl

from schemas.frozen import Frozen
from schemas.round import Manifest, Survival
from tasks.lake.endings import read_ending
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.survival_read import read_campaign_survival
from tasks.survival_sums import add_rows

COLUMNS = (
    "id", "round", "number", "generation", "strategy", "operator", "parent_ids",
    "rejected_stage", "rejected_reason", "rejected_detail",
)  # fmt: skip
SIZES = ("words", "variables", "constraints", "integers", "solve_seconds")


class Line(Frozen):
    """A candidate without its texts."""

    id: str
    round: int = 0
    number: int = 0
    generation: int = 0
    strategy: str = ""
    operator: str = ""
    parent_ids: tuple[str, ...] = ()
    rejected_stage: str | None = None
    rejected_reason: str | None = None
    rejected_detail: str = ""
    words: float | None = None
    variables: float | None = None
    """This and the next two are None where no model was captured."""
    constraints: float | None = None
    integers: float | None = None
    solve_seconds: float | None = None

    @property
    def alive(self) -> bool:
        """Whether no stage has rejected it."""
        return self.rejected_stage is None

    @property
    def unmeasured(self) -> bool:
        """Whether the size of its model is unknown."""
        return self.variables is None and self.constraints is None


class Report(Frozen):
    """All that is known of one campaign, but for the texts of its candidates."""

    lake: str
    campaign: str
    others: tuple[str, ...]
    """Other campaigns of the lake."""
    manifests: tuple[Manifest, ...]
    """From round 1 on."""
    books: tuple[Survival, ...]
    """A row for each strategy, operator, checker and attempt; rounds are added up."""
    by_round: tuple[Survival, ...]
    """The totals of each round."""
    lines: tuple[Line, ...]
    """Seeds included."""
    isolation: tuple[str, ...]
    """Guards that held in some run of a program."""
    ending: str = ""
    """How the campaign ended, in words; empty where it has not, or was gone on with."""

    @property
    def seeds(self) -> tuple[Line, ...]:
        """Problems that the campaign started from."""
        return tuple(line for line in self.lines if line.generation == 0)

    @property
    def children(self) -> tuple[Line, ...]:
        """Candidates that a round made."""
        return tuple(line for line in self.lines if line.generation > 0)

    @property
    def planted(self) -> float:
        """Largest share of answers that the teacher was asked to plant an error in; 0 in production."""
        return max(sum(manifest.spec.teacher.plants.values()) for manifest in self.manifests)

    @property
    def solvers(self) -> tuple[str, ...]:
        """Solvers with their versions; a version that begins with its solver's name is not named twice."""
        versions = {pair for manifest in self.manifests for pair in manifest.solver_versions.items()}
        return tuple(sorted(v if v.lower().startswith(name) else f"{name} {v}" for name, v in versions))

    @property
    def totals(self) -> tuple[Survival, ...]:
        """An operator's children from birth to acceptance, a row each."""
        return tuple(row for row in self.books if row.checker == "total")

    def said_most(self, operator: str, reason: str) -> tuple[str, int]:
        """What was said most often when an operator's children were rejected for a reason, and how often."""
        said = Counter(
            line.rejected_detail
            for line in self.lines
            if (line.operator, line.rejected_reason) == (operator, reason) and line.rejected_detail
        )
        return min(said.items(), key=lambda item: (-item[1], item[0]), default=("", 0))

    @property
    def whole(self) -> Survival:
        """All operators together."""
        return add_rows(self.totals)


def read_report(lake: Lake, campaign: str = "") -> Report:
    """Read a campaign of a lake, by default the one that was added to last.

    Raises:
        LakeError: the lake or the campaign has no finished round.
    """
    chosen = choose_campaign(lake, campaign)
    survival = read_campaign_survival(lake, chosen)
    totals = [row for row in survival if row.checker == "total"]
    if not totals:
        raise LakeError(
            f"{lake.store.url}: the rounds of campaign {chosen!r} hold no survival, so there is nothing to report"
        )
    return Report(
        lake=lake.store.url,
        campaign=chosen,
        others=tuple(name for name in lake.campaigns() if name != chosen),
        manifests=tuple(lake.manifest(chosen, number) for number in evolved_rounds(lake, chosen)),
        books=add_up(survival),
        by_round=round_totals(totals),
        lines=read_lines(lake, chosen),
        isolation=read_isolation(lake, chosen),
        ending=read_sentence(lake, chosen),
    )


def read_sentence(lake: Lake, campaign: str) -> str:
    """How a campaign ended, unless rounds were added since."""
    ending = read_ending(lake, campaign)
    return ending.sentence if ending and ending.rounds == len(evolved_rounds(lake, campaign)) else ""


def evolved_rounds(lake: Lake, campaign: str) -> tuple[int, ...]:
    """Rounds that made children; round 0 holds the seeds."""
    return tuple(number for number in lake.published_rounds(campaign) if number > 0)


def choose_campaign(lake: Lake, campaign: str) -> str:
    """The campaign asked for, or the one whose last round ended last."""
    evolved = [name for name in lake.campaigns() if evolved_rounds(lake, name)]
    if campaign and campaign not in evolved:
        there = f"there are {', '.join(evolved)}" if evolved else "the lake has no finished round at all"
        raise LakeError(f"{lake.store.url}: campaign {campaign!r} has no finished round; {there}")
    if not evolved:
        raise LakeError(
            f"{lake.store.url} has no finished round, so there is nothing to report; "
            f"make one with: optmill evolve --lake {lake.store.url}"
        )
    return campaign or max(evolved, key=lambda name: lake.manifest(name, evolved_rounds(lake, name)[-1]).finished)


def round_totals(totals: Iterable[Survival]) -> tuple[Survival, ...]:
    """All operators of a round in one row."""
    rounds: dict[int, list[Survival]] = {}
    for row in totals:
        rounds.setdefault(row.round, []).append(row)
    return tuple(add_rows(rounds[number]) for number in sorted(rounds))


def add_up(survival: Iterable[Survival]) -> tuple[Survival, ...]:
    """The books with all rounds in one row."""
    groups: dict[tuple[str, str, str, int], list[Survival]] = {}
    for row in survival:
        groups.setdefault((row.strategy, row.operator, row.checker, row.attempt), []).append(row)
    return tuple(add_rows(rows, operator) for (_, operator, _, _), rows in groups.items())


def read_lines(lake: Lake, campaign: str) -> tuple[Line, ...]:
    """A line for each candidate of a campaign, in the order of their making."""
    sizes = [pl.col("difficulty").struct.field(name).alias(name) for name in SIZES]
    frame = lake.ask("candidates", lambda rows: rows.filter(pl.col("campaign") == campaign).select(*COLUMNS, *sizes))
    lines = (line_from_row(row) for row in frame.to_dicts())
    return tuple(sorted(lines, key=lambda line: (line.round, line.number, line.id)))


def line_from_row(row: dict[str, Any]) -> Line:
    """A row as its noun; a model without variables and constraints was never captured."""
    if not row["variables"] and not row["constraints"]:
        row |= {"variables": None, "constraints": None, "integers": None}
    return Line.model_validate({name: value for name, value in row.items() if value is not None})


def read_isolation(lake: Lake, campaign: str) -> tuple[str, ...]:
    """Guards that held while the campaign's programs ran."""
    held = pl.col("isolation").explode().drop_nulls().unique()
    frame = lake.ask("solves", lambda rows: rows.filter(pl.col("campaign") == campaign).select(held))
    return tuple(sorted(frame["isolation"].to_list()))
