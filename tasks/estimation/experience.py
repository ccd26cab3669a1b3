"""What a lake knows of the campaigns that it has seen: how often teachers were asked, at what length, what survived."""

from collections import Counter
from collections.abc import Iterator

from schemas.estimate import Size
from schemas.round import Manifest
from schemas.spec import EvolveSpec
from schemas.teacher import BACK_TRANSLATION, JUDGES, Purpose, Refusal
from schemas.verdict import ASKING
from tasks.lake.lake import Lake
from tasks.sizing import ASSUMED_SURVIVAL

FEWEST_CANDIDATES, FEWEST_ANSWERS = 20, 10
"""Below these, what was measured tells less than what is assumed."""
ASSUMED_CALLS = {
    Purpose.mutate: 1.05,
    Purpose.formulate: 1.0,
    Purpose.repair_statement: 0.1,
    Purpose.repair_solution: 0.45,
    Purpose.program: 0.8,
    **dict.fromkeys(JUDGES, 1.0),
    **dict.fromkeys(BACK_TRANSLATION, 0.8),
}
"""Calls a candidate before anything is measured: 7.6 with all judges; Step-Opt-Instruct made 7.66 (section 4)."""


class Experience:
    """What rounds of one recipe tell, whatever their campaigns are called, and all answers of the lake."""

    def __init__(self, lake: Lake, spec: EvolveSpec) -> None:
        """Look through the lake's manifests for rounds of the spec's recipe."""
        self.lake = lake
        self.spec = spec
        like = [manifest for manifest in self.rounds() if self.is_like(manifest)]
        enough = sum(manifest.children for manifest in like) >= FEWEST_CANDIDATES
        self.like = like if enough else []
        self.candidates = sum(manifest.children for manifest in self.like)

    def rounds(self) -> Iterator[Manifest]:
        """Rounds of children that were made to their end."""
        for campaign in self.lake.campaigns():
            yield from (m for m in self.lake.manifests(campaign) if m.round > 0 and not m.out_of_budget)

    def is_like(self, manifest: Manifest) -> bool:
        """Whether a round was made by the same recipe; a trial campaign's counts, whatever its name and seed."""
        here = {"campaign": self.spec.campaign, "seed": self.spec.seed}
        return manifest.spec.model_copy(update=here).recipe_hash() == self.spec.recipe_hash()

    @property
    def survival(self) -> float:
        """Share of candidates that are accepted."""
        accepted = sum(manifest.accepted for manifest in self.like)
        return accepted / self.candidates if self.like else ASSUMED_SURVIVAL

    def calls_each(self) -> dict[Purpose, float]:
        """Calls a candidate, by purpose."""
        if self.like:
            return {purpose: count / self.candidates for purpose, count in self.calls().items()}
        idle = {
            purpose for checker, its in ASKING.items() if checker not in self.spec.active_checkers for purpose in its
        }
        return {purpose: calls for purpose, calls in ASSUMED_CALLS.items() if purpose not in idle}

    def calls(self) -> Counter[Purpose]:
        """Answers of the rounds of this recipe, by purpose."""
        import polars

        by = ("campaign", "round", "purpose")
        counts = self.lake.ask("calls", lambda rows: rows.group_by(by).agg(polars.len().alias("calls")))
        like = {(manifest.campaign, manifest.round) for manifest in self.like}
        found = Counter[Purpose]()
        for row in counts.to_dicts():
            if (row["campaign"], row["round"]) in like:
                found[Purpose(row["purpose"])] += row["calls"]
        return found

    def sizes(self) -> dict[tuple[str, Purpose], Size]:
        """Tokens of a call, by model and purpose."""
        import polars

        if not self.lake.campaigns():
            return {}
        answered = polars.col("finish_reason").is_in([refusal.value for refusal in Refusal]).not_()
        means = [polars.col(name).mean() for name in ("prompt_tokens", "completion_tokens")]
        sums = (polars.len().alias("answers"), *means)
        found = self.lake.ask("calls", lambda rows: rows.filter(answered).group_by("model", "purpose").agg(*sums))
        return {
            (row.pop("model"), Purpose(row.pop("purpose"))): Size.model_validate(row)
            for row in found.to_dicts()
            if row["answers"] >= FEWEST_ANSWERS
        }
