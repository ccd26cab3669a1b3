"""What is left to do in a campaign: seeds that lack something, children, and answers that are there already."""

import math
from collections import Counter
from collections.abc import Sequence

from schemas.candidate import Candidate
from schemas.seed import Part, Seed
from schemas.spec import CampaignSpec
from schemas.teacher import Purpose
from tasks.founders import refuse_no_seeds
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.population import read_population
from tasks.seed_file import bare_candidate, read_seeds
from tasks.standing import standing

WRITE_WORDS = (Purpose.mutate, Purpose.repair_statement)
WRITE_SOLUTION = (Purpose.formulate, Purpose.repair_solution)


class Work:
    """A campaign as it stands, and what is yet to be made for it."""

    def __init__(self, lake: Lake, spec: CampaignSpec) -> None:
        """Look at the campaign's rounds, published and open, and at its seeds where it has not begun."""
        self.lake = lake
        self.spec = spec
        self.now = standing(lake, spec.campaign)
        self.published = lake.published_rounds(spec.campaign)
        self.seeds: tuple[Seed, ...] = () if self.published else tuple(self.read_seeds())
        self.lacking = [parts for seed in self.seeds if (parts := set(seed.lacks(spec.formulation)))]

    def read_seeds(self) -> Sequence[Seed]:
        """Seeds of a campaign that has not begun to evolve.

        Raises:
            SeedsError: the seeds file can't be used.
        """
        plan = Ledger(self.lake.work_folder(self.spec.campaign, 0)).plan() or ()
        return [birth.given for birth in plan if birth.given] or read_seeds(self.spec.seeds)

    def children(self, survival: float) -> int:
        """Candidates until the first limit; one round's where there is none in numbers."""
        spec, now = self.spec, self.now
        limits = [
            *([spec.children * (spec.most_rounds - len(now.rounds))] if spec.most_rounds else []),
            *([spec.most_candidates - now.children] if spec.most_candidates else []),
            *([math.ceil((spec.target - now.accepted) / survival)] if spec.target and survival else []),
        ]
        return max(0, min(limits, default=spec.children))

    def calls(self, children: int, each: dict[Purpose, float]) -> dict[Purpose, float]:
        """Calls that are left, by purpose: those of children and seeds, less the answers of open rounds."""
        written = sum(bool(parts - {Part.answer}) for parts in self.lacking)
        there = self.answers_there()
        found: dict[Purpose, float] = {}
        for purpose, calls in each.items():
            seeds = 0 if purpose in WRITE_WORDS else written if purpose in WRITE_SOLUTION else len(self.lacking)
            found[purpose] = max(0.0, calls * (children + seeds) - there[purpose])
        return found

    def answers_there(self) -> Counter[Purpose]:
        """Answers in the books of the campaign's open rounds: they are paid."""
        following = max(self.published, default=0) + 1
        folders = [self.lake.work_folder(self.spec.campaign, n) for n in {0, following} - {*self.published}]
        return Counter(answer.purpose for folder in folders for answer in Ledger(folder).calls().values())

    def members(self) -> list[Candidate]:
        """Problems with solutions of which parents may be drawn; what a seed lacks is borrowed from one that ships.

        Raises:
            SeedsError: every seed of the campaign was rejected.
        """
        if self.published:
            refuse_no_seeds(self.lake, self.spec.campaign)
            return list(read_population(self.lake, self.spec.campaign, max(self.published) + 1))
        bare = [bare_candidate(seed, self.spec.campaign, number) for number, seed in enumerate(self.seeds)]
        if not self.lacking:
            return bare
        whole = read_seeds()
        return [lend(member, whole[member.number % len(whole)]) for member in bare]


def lend(member: Candidate, seed: Seed) -> Candidate:
    """A problem with the solution of another where it has none of its own."""
    update = {"formulation": member.formulation or seed.formulation, "programs": member.programs or seed.programs}
    return member.model_copy(update=update)
