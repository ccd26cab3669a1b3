"""Measures the validation of a language model's problems, and prints Markdown tables.

`python -m tests.measure_language` evolves a campaign at a model server that plants errors of every kind, dresses its
answers in every manner and judges with a given recall; then without judges; then with formulations in LaTeX, which no
embedded checker reads. An error has escaped where the candidate is accepted and its last words, or its last solution,
are an answer in which it was planted. Exit code 1 where the books do not balance, or where embedded checkers and judges
together catch a kind too rarely or reject too many clean candidates.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from schemas.candidate import Candidate
from schemas.teacher import Purpose
from schemas.verdict import EMBEDDED, JUDGES, CheckerName, Outcome
from tasks.abstaining import TWINS
from tasks.books import books
from tasks.calibration.tables import table
from tasks.lake.lake import Lake
from tasks.survival import wilson
from tasks.teacher.reading import Declined, UnreadableAnswer, read_problem, read_solution
from tests.mill import run
from tests.model_server.client import RunningServer
from tests.model_server.dress import MANNERS
from tests.model_server.errors import BROKEN_BY_REPAIR, KINDS, SILENT_JUDGE, SOLUTIONS, WORDS, plant_key
from tests.model_server.settings import Settings

WORDING = (Purpose.mutate, Purpose.repair_statement)
SOLVING = (Purpose.formulate, Purpose.repair_solution)
NOT_THE_CHECKERS = ("declined", "unreadable_answer")
"""Reasons of rejection for which no checker is to praise or to blame."""
REPEATED = ("same_model_as", "same_words_as")
"""Reasons that hold by themselves: an accepted problem has the same model, or the same words."""
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
        """Candidates of whose answers none had an error, which were looked at, and which repeat nothing."""
        not_clean = (*NOT_THE_CHECKERS, *REPEATED)
        return [life for life in self.lives if not life.planted and life.candidate.rejected_reason not in not_clean]

    def repeated(self) -> int:
        """Candidates without any error that repeat an accepted problem."""
        return sum(not life.planted and life.candidate.rejected_reason in REPEATED for life in self.lives)


@dataclass(frozen=True)
class Records:
    """What a lake holds of its candidates, by id."""

    answers: dict[str, list[tuple[Purpose, str]]]
    verdicts: dict[str, list[tuple[CheckerName, Outcome]]]
    """In the order in which they were given."""

    def last(self, candidate_id: str) -> dict[CheckerName, Outcome]:
        """What each checker said last."""
        return dict(self.verdicts[candidate_id])

    def first_failure(self, candidate_id: str) -> CheckerName | None:
        """The first checker that failed a candidate."""
        failed = (checker for checker, outcome in self.verdicts[candidate_id] if outcome is Outcome.failed)
        return next(failed, None)


def read_campaign(lake: Lake, planted: dict[str, str], campaign: str) -> Campaign:
    """All children of a campaign with what was planted in them."""
    everybody = {member.id: member for member in lake.candidates(campaign, accepted=False)}
    records = read_records(lake)
    children = [child for child in everybody.values() if child.round]
    lives = [
        life_of(child, [everybody[parent].statement for parent in child.parent_ids], records, planted)
        for child in children
    ]
    return Campaign(tuple(lives), all(book.balanced for book in books(children)))


def read_records(lake: Lake) -> Records:
    """Answers and verdicts of all candidates."""
    records, order = Records(defaultdict(list), defaultdict(list)), {name: at for at, name in enumerate(CheckerName)}
    for row in lake.scan("calls").collect().to_dicts():
        for candidate_id in row["candidate_ids"]:
            records.answers[candidate_id].append((Purpose(row["purpose"]), row["text"]))
    verdicts = lake.scan("verdicts").collect().to_dicts()
    for row in sorted(verdicts, key=lambda row: (row["attempt"], order[CheckerName(row["checker"])])):
        records.verdicts[row["candidate_id"]].append((CheckerName(row["checker"]), Outcome(row["outcome"])))
    return records


def life_of(child: Candidate, parents: list[str], records: Records, planted: dict[str, str]) -> Life:
    """One child with its errors: what it is now is told from its words and its program, not from the order of calls."""
    answers = records.answers[child.id]
    words = [statement for purpose, text in answers if purpose in WORDING and (statement := words_of(text))]
    found: set[str] = set()
    left: set[str] = {SILENT_JUDGE} if is_unheard(records.last(child.id)) else set()
    for purpose, text in answers:
        about = [parents] if purpose in WORDING else [[statement] for statement in words]
        kinds = {planted[key] for shown in about if (key := plant_key(shown, text)) in planted}
        found |= kinds
        left |= kinds if kinds and is_its_own(child, purpose, text) else set()
    return Life(child, frozenset(found), frozenset(left), records.first_failure(child.id))


def words_of(text: str) -> str:
    """The words in an answer that holds a problem; empty where it can't be read."""
    try:
        return read_problem(text).statement
    except (Declined, UnreadableAnswer):
        return ""


def is_unheard(last: dict[CheckerName, Outcome]) -> bool:
    """Whether a judge had no verdict, and nobody who looks at the same thing passed the candidate."""
    silent = [judge for judge in JUDGES if last.get(judge) is Outcome.abstained]
    return any(judge not in TWINS or last.get(TWINS[judge]) is not Outcome.passed for judge in silent)


def is_its_own(child: Candidate, purpose: Purpose, text: str) -> bool:
    """Whether a candidate's words or solution are those of an answer."""
    if purpose in WORDING:
        return words_of(text) == child.statement
    own = (child.declared_status, child.formulation, *(program.source for program in child.programs))
    solution = read_solution(text) if purpose in SOLVING else None
    return solution is not None and own == (solution.status, solution.formulation, solution.program)


def evolve(settings: Settings, rounds: int, children: int, validation: str) -> Campaign:
    """One campaign in a fresh lake."""
    with tempfile.TemporaryDirectory(prefix="optmill-measure-") as name, RunningServer(settings) as server:
        folder, spec = Path(name), Path(name) / "spec.toml"
        teacher = f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\n'
        spec.write_text(f"{validation}{teacher}[limits]\nwall_seconds = 4\nmemory_mib = 512\n")
        sizes = ("--rounds", str(rounds), "--children", str(children), "--lake", str(folder / "lake"))
        finished = run(folder, "campaign", *sizes, "--spec", str(spec), "--json", seconds=3600)
        if finished.returncode:
            raise RuntimeError(finished.stderr[-3000:])
        planted = {plant["key"]: plant["kind"] for plant in server.plants()}
        return read_campaign(Lake(folder / "lake"), planted, "default")


def checkers(names: Iterable[CheckerName]) -> str:
    """The line of a spec that names the checkers that are on."""
    return f"checkers = {json.dumps([str(name) for name in names])}\n"


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
            f"Beside them, {campaign.repeated()} repeat an accepted problem.",
            "Escaped:\n" + ("\n".join(escapes) or "none"),
        ]
    )


def shares(of_candidates: float) -> dict[str, float]:
    """How often each kind is planted; solutions get most errors, since one in the words leaves no room for others."""
    words = dict.fromkeys(WORDS, of_candidates / 4 / len(WORDS))
    solutions = dict.fromkeys(SOLUTIONS, of_candidates / len(SOLUTIONS))
    return words | solutions | {BROKEN_BY_REPAIR: 0.15, SILENT_JUDGE: 0.01}


VALIDATIONS = {
    "Embedded checkers and judges": ("", 0.0),
    "Embedded checkers alone": (checkers(EMBEDDED) + 'abstentions = "accept"\n', 0.0),
    "Judges and a second program, where no checker can read the formulations": (checkers(CheckerName), 1.0),
}
"""Lines of the spec, and the share of formulations in LaTeX; the first one's targets must be met."""


def main() -> int:
    """Measure each validation."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_language", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--children", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.6, help="of the candidates that get an error")
    parser.add_argument("--only", type=int, choices=range(len(VALIDATIONS)), help="one validation, by its number")
    asked = parser.parse_args()
    settings = Settings(
        plants=shares(asked.share),
        manners=dict.fromkeys(MANNERS, 1.0),
        unreadable=0.02,
        judge_recall=0.9,
        judge_false_alarms=0.005,
        judge_silence=0.02,
    )
    os.environ.setdefault("OPTMILL_DOOR", "auto")
    short: list[str] = []
    for number, (title, (validation, latex)) in enumerate(VALIDATIONS.items()):
        if asked.only in (None, number):
            campaign = evolve(settings.model_copy(update={"latex": latex}), asked.rounds, asked.children, validation)
            sys.stdout.write(page(title, campaign) + "\n\n")
            sys.stdout.flush()
            short += [] if number else shortfalls(campaign)
    sys.stdout.write(("; ".join(short) or "Nothing falls short.") + "\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
