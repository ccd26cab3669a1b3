"""Measures the validation of a language model's problems, and prints Markdown tables.

`python -m tests.measure_language` evolves a campaign at a model server that plants errors of every kind, dresses its
answers in every manner and judges with a given recall; then again without judges. An error has escaped where the
candidate is accepted and its last words, or its last solution, are an answer in which it was planted. Exit code 1 where
the books do not balance, a kind is caught too rarely, or too many clean candidates are rejected.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from schemas.candidate import Candidate
from schemas.frozen import content_hash
from schemas.teacher import Purpose
from schemas.verdict import EMBEDDED, CheckerName, Outcome
from tasks.books import books
from tasks.calibration.tables import table
from tasks.lake.lake import Lake
from tasks.survival import wilson
from tasks.teacher.reading import read_problem, read_solution
from tests.mill import run
from tests.model_server.client import RunningServer
from tests.model_server.dress import MANNERS
from tests.model_server.errors import KINDS, WORDS
from tests.model_server.settings import Settings

WORDING = (Purpose.mutate, Purpose.repair_statement)
SOLVING = (Purpose.formulate, Purpose.repair_solution)
NOT_THE_CHECKERS = ("declined", "unreadable_answer")
"""Reasons of rejection for which no checker is to praise or to blame."""
LEAST_CAUGHT, MOST_REJECTED = 0.95, 0.02


@dataclass(frozen=True)
class Life:
    """One candidate, and the errors in its answers."""

    candidate: Candidate
    planted: frozenset[str]
    """Kinds in any of its answers."""
    left: frozenset[str]
    """Kinds in its last words and its last solution."""
    first: CheckerName | None
    """The first checker that failed it."""


@dataclass(frozen=True)
class Campaign:
    """What one campaign gave."""

    lives: tuple[Life, ...]
    balanced: bool

    def of_kind(self, kind: str) -> list[Life]:
        """Candidates whose answers had an error of a kind."""
        return [life for life in self.lives if kind in life.planted]

    def clean(self) -> list[Life]:
        """Candidates of whose answers none had an error, and which were looked at."""
        return [
            life for life in self.lives if not life.planted and life.candidate.rejected_reason not in NOT_THE_CHECKERS
        ]


def read_campaign(lake: Lake, planted: dict[str, str], campaign: str) -> Campaign:
    """All children of a campaign with what was planted in them."""
    answers: dict[str, list[tuple[Purpose, str]]] = defaultdict(list)
    failed: dict[str, CheckerName] = {}
    for row in lake.scan("calls").collect().to_dicts():
        for candidate_id in row["candidate_ids"]:
            answers[candidate_id].append((Purpose(row["purpose"]), row["text"]))
    order = {checker: place for place, checker in enumerate(CheckerName)}
    verdicts = lake.scan("verdicts").collect().to_dicts()
    for row in sorted(verdicts, key=lambda row: (row["attempt"], order[CheckerName(row["checker"])])):
        if row["outcome"] == Outcome.failed:
            failed.setdefault(row["candidate_id"], CheckerName(row["checker"]))
    children = lake.candidates(campaign, from_round=1, accepted=False)
    lives = tuple(life_of(child, answers[child.id], planted, failed.get(child.id)) for child in children)
    return Campaign(lives, all(book.balanced for book in books(children)))


def life_of(
    child: Candidate, answers: list[tuple[Purpose, str]], planted: dict[str, str], first: CheckerName | None
) -> Life:
    """One child with its errors: what it is now is told from its words and its program, not from the order of calls."""
    wrong = [(purpose, text, planted[key]) for purpose, text in answers if (key := content_hash(text)) in planted]
    left = {kind for purpose, text, kind in wrong if is_its_own(child, purpose, text)}
    return Life(child, frozenset(kind for *_, kind in wrong), frozenset(left), first)


def is_its_own(child: Candidate, purpose: Purpose, text: str) -> bool:
    """Whether a candidate's words or solution are those of an answer."""
    if purpose in WORDING:
        return read_problem(text).statement == child.statement
    own = (child.formulation, *(program.source for program in child.programs))
    solution = read_solution(text) if purpose in SOLVING else None
    return solution is not None and own == (solution.formulation, solution.program)


def evolve(settings: Settings, rounds: int, children: int, judges: bool) -> Campaign:
    """One campaign in a fresh lake."""
    with tempfile.TemporaryDirectory(prefix="optmill-measure-") as name, RunningServer(settings) as server:
        folder, spec = Path(name), Path(name) / "spec.toml"
        checkers = "" if judges else f"checkers = {json.dumps([str(checker) for checker in EMBEDDED])}\n"
        rest = "" if judges else 'abstentions = "accept"\n'
        teacher = f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\n'
        spec.write_text(f"{checkers}{rest}{teacher}[limits]\nwall_seconds = 4\nmemory_mib = 512\n")
        sizes = ("--rounds", str(rounds), "--children", str(children), "--lake", str(folder / "lake"))
        finished = run(folder, "campaign", *sizes, "--spec", str(spec), "--json", seconds=3600)
        if finished.returncode:
            raise RuntimeError(finished.stderr[-3000:])
        planted = {plant["answer"]: plant["kind"] for plant in server.plants()}
        return read_campaign(Lake(folder / "lake"), planted, "default")


def kind_rows(campaign: Campaign) -> list[list[str]]:
    """A row for each kind of error."""
    rows: list[list[str]] = []
    for kind in KINDS:
        lives = campaign.of_kind(kind)
        escaped = [life for life in lives if life.candidate.is_alive() and kind in life.left]
        mended = [life for life in lives if life.candidate.is_alive() and kind not in life.left]
        share = wilson(len(lives) - len(escaped), len(lives))
        firsts = Counter(life.first.value if life.first else "none" for life in lives)
        who = ", ".join(f"{name} {count}" for name, count in firsts.most_common(4))
        interval = f"{share.low:.0%} to {share.high:.0%}" if lives else "-"
        caught = f"{share.share:.1%}" if lives else "-"
        rows.append([kind, str(len(lives)), str(len(escaped)), str(len(mended)), caught, interval, who])
    return rows


def shortfalls(campaign: Campaign) -> list[str]:
    """What falls short, in sentences."""
    found = [] if campaign.balanced else ["the books do not balance"]
    for row in kind_rows(campaign):
        planted, escaped = int(row[1]), int(row[2])
        if planted and escaped > (1 - LEAST_CAUGHT) * planted:
            found.append(f"{row[0]}: {escaped} of {planted} escaped")
    clean = campaign.clean()
    rejected = sum(not life.candidate.is_alive() for life in clean)
    if rejected > MOST_REJECTED * len(clean):
        found.append(f"{rejected} of {len(clean)} clean candidates rejected")
    return found


def page(title: str, campaign: Campaign) -> str:
    """A campaign as Markdown."""
    clean = campaign.clean()
    wrongly = [life for life in clean if not life.candidate.is_alive()]
    share = wilson(len(wrongly), len(clean))
    reasons = Counter(f"{life.candidate.rejected_stage}: {life.candidate.rejected_reason}" for life in wrongly)
    why = ", ".join(f"{name} {count}" for name, count in reasons.most_common()) or "none"
    alive = sum(life.candidate.is_alive() for life in campaign.lives)
    heads = ["kind", "planted", "escaped", "mended", "caught", "Wilson 95 %", "first failed by"]
    escapes = [
        f"- {kind}: {life.candidate.id} ({life.candidate.operator}, {life.candidate.family})"
        for kind in KINDS
        for life in campaign.of_kind(kind)
        if life.candidate.is_alive() and kind in life.left
    ]
    return "\n\n".join(
        [
            f"## {title}",
            f"{alive} of {len(campaign.lives)} accepted; the books {'' if campaign.balanced else 'do not '}balance.",
            table(heads, kind_rows(campaign)),
            f"Clean candidates rejected: {len(wrongly)} of {len(clean)} ({share.low:.1%} to {share.high:.1%}): {why}.",
            "Escaped:\n" + ("\n".join(escapes) or "none"),
        ]
    )


def main() -> int:
    """Measure with judges and without."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_language", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--children", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.6, help="of the candidates that get an error")
    parser.add_argument("--judge-recall", type=float, default=0.9)
    asked = parser.parse_args()
    words = {kind: asked.share / 2 / len(WORDS) / 2 for kind in WORDS}
    others = {kind: asked.share / (len(KINDS) - len(WORDS)) for kind in KINDS if kind not in WORDS}
    settings = Settings(
        plants=words | others,
        manners=dict.fromkeys(MANNERS, 1.0),
        unreadable=0.02,
        judge_recall=asked.judge_recall,
        judge_false_alarms=0.002,
        judge_silence=0.02,
    )
    os.environ.setdefault("OPTMILL_DOOR", "auto")
    short: list[str] = []
    for title, judges in (("With judges", True), ("Embedded checkers alone", False)):
        campaign = evolve(settings, asked.rounds, asked.children, judges)
        sys.stdout.write(page(title, campaign) + "\n\n")
        sys.stdout.flush()
        short += shortfalls(campaign) if judges else []
    sys.stdout.write(("; ".join(short) or "Nothing falls short.") + "\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
