"""The problems of a curation: benchmark splits, and accepted problems of the lake with the answers that they have."""

from collections.abc import Iterable

from schemas.benchmark_item import BenchmarkItem, BenchmarkSet
from schemas.benchmark_spec import BenchmarkSpec
from schemas.candidate import Candidate
from schemas.curate_spec import CurateSpec
from schemas.export_spec import ExportSpec
from schemas.frozen import content_hash
from schemas.label import Label, LabelKind
from schemas.solve import TerminationStatus
from tasks.benchmarks.labels import KINDS
from tasks.benchmarks.loading import cut, load_sets
from tasks.export.selecting import select_problems

NO_LABEL = Label(kind=LabelKind.none)


def load_problems(spec: CurateSpec) -> tuple[BenchmarkSet, ...]:
    """All sets of a run.

    Raises:
        RowsError: a file can't be read, or has bad rows.
        ExportError: no such campaign, or none of its problems is chosen.
        LakeError: there is no lake.
    """
    sets = load_sets(as_benchmark(spec)) if spec.sets else ()
    return (*sets, *(campaign_set(spec, name) for name in spec.campaigns))


def as_benchmark(spec: CurateSpec) -> BenchmarkSpec:
    """What loading asks of a spec."""
    return BenchmarkSpec(
        sets=spec.sets, names=spec.names, keep_going=spec.keep_going, limit=spec.limit, model=spec.reasoner
    )


def campaign_set(spec: CurateSpec, campaign: str) -> BenchmarkSet:
    """The accepted problems of a campaign, as a set."""
    chosen = ExportSpec(lake=spec.lake, campaigns=(campaign,), where=spec.where)
    problems = select_problems(chosen)
    whole = BenchmarkSet(
        name=campaign,
        items=tuple(items_of(problems)),
        source=f"{spec.lake}, campaign {campaign}",
        checksum=content_hash([problem.id for problem in problems], digits=32),
        licence=", ".join(sorted({problem.licence for problem in problems if problem.licence})),
    )
    return cut(whole, spec.limit)


def items_of(problems: Iterable[Candidate]) -> Iterable[BenchmarkItem]:
    """Accepted problems as items, with their verified answers as labels."""
    for line, problem in enumerate(problems, start=1):
        yield BenchmarkItem(id=problem.id, question=problem.statement, label=label_of(problem), line=line)


def label_of(problem: Candidate) -> Label:
    """An accepted problem's answer."""
    kind = KINDS.get(problem.status or TerminationStatus.no_model)
    if kind is None:
        return NO_LABEL
    return Label(kind=kind, value=problem.objective if kind is LabelKind.optimal_value else None)
