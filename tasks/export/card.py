"""The data set's card: a README with what the Hugging Face Hub reads, counts, survival, licences, overlap, limits."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from schemas.candidate import Candidate
from schemas.example import Example, Split
from schemas.export_manifest import ExportManifest
from schemas.seed import UNKNOWN_LICENCE
from tasks.export.files import row_file
from tasks.export.plots import write_plots
from tasks.lake.lake import Lake
from tasks.survival_read import read_campaign_survival
from tasks.survival_table import operator_rows

CARD = "README.md"
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""The Hub's words for a data set's size."""


Content = tuple[Sequence[Candidate], Sequence[Example]]
"""What a set is made of: its problems, and the examples that they became."""


def write_card(manifest: ExportManifest, folder: Path, content: Content) -> Path:
    """Write the card and its plots into a folder."""
    made = Environment(  # noqa: S701 - no HTML
        loader=PackageLoader("tasks.export", "."), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    plots = write_plots(folder, content[0])
    text = made.get_template("card.md.j2").render(card_parts(manifest, *content), plots=plots)
    path = folder / CARD
    path.write_text(text, encoding="utf-8")
    return path


def card_parts(manifest: ExportManifest, problems: Sequence[Candidate], examples: Sequence[Example]) -> dict[str, Any]:
    """What the card tells."""
    licences = Counter(problem.licence or UNKNOWN_LICENCE for problem in problems)
    return {
        "manifest": manifest,
        "spec": manifest.spec,
        "configs": configs(manifest),
        "size": next((word for most, word in SIZES if len(examples) < most), "n>1M"),
        "licence": next(iter(licences)).lower() if len(licences) == 1 else "other",
        "licences": licences.most_common(),
        "operators": Counter(problem.operator for problem in problems).most_common(),
        "solvers": Counter(example.solver.value for example in examples).most_common(),
        "generations": sorted(Counter(problem.generation for problem in problems).items()),
        "statuses": Counter(problem.status.value if problem.status else "" for problem in problems).most_common(),
        "seeds": len({seed for example in examples for seed in example.seed_ids}),
        "survival": survival_rows(manifest),
        "example": next(example for example in examples if example.split is Split.train),
    }


def configs(manifest: ExportManifest) -> dict[str, dict[str, str]]:
    """For each form the file of each split, as `datasets.load_dataset(folder, form)` finds it."""
    spec = manifest.spec
    found: dict[str, dict[str, str]] = {}
    for form in spec.forms:
        names = {split.value: row_file(form, split, spec.files[0]) for split in Split}
        found[form.value] = {split: name for split, name in names.items() if name in manifest.files}
    return found


def survival_rows(manifest: ExportManifest) -> list[dict[str, Any]]:
    """Survival by operator of the campaigns that the examples came from."""
    lake = Lake(manifest.spec.lake)
    campaigns = sorted({partition.campaign for partition in manifest.partitions})
    return operator_rows(row for name in campaigns for row in read_campaign_survival(lake, name))
