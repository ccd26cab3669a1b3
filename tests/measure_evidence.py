"""Measures the ladder: planted errors, users' programs, the grade, milliseconds a rung; prints Markdown.

`python -m tests.measure_evidence recall --plants 200 --clean 400` tells procedural problems in another hand
(`tests/phrasings`), plants errors of every kind, and asks a scripted judge about those of meaning alone. What is
tried is kept in `--folder`, so that a run that is cut off goes on; `--kinds index_slip honest` tries some kinds alone
and reads of the others what the folder has. Families are in two halves: failures of the first may be looked at while
checkers are mended, the second is held out and reported beside it. `programs` plants errors in the models of the
published programs in ../shared/data/orlm, `grade` holds the grade of these programs against their labels, and `speed`
lets candidates climb the ladder beside plain solves. Exit code 1 where a threshold is missed.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from random import Random

from schemas.calibration import CalibrationSpec, Cell, Trial
from schemas.candidate import Candidate
from schemas.plant import JUDGES_ONLY, KINDS
from schemas.solve import DoorName, Solve, SolverName, TerminationStatus
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.calibrate import keep, measured, read_trials, trials_of_programs
from tasks.calibration.judging import judge_one, looked_at, run_written
from tasks.calibration.planting import HONEST, Order, Planter, Written
from tasks.calibration.showing import as_table, calibration_markdown, calibration_rows
from tasks.calibration.tables import table
from tasks.calibration.trials import kinds_of, new_planter, procedural_trials
from tasks.calibration.users import Own, honest_program, run_programs
from tasks.check.subject import Subject
from tasks.grading import graded
from tasks.procedural.families import all_families
from tasks.sandbox.door import new_door
from tasks.survival import wilson
from tests.phrasings import rephrased
from tests.published import ABSENT, FOLDER

LEAST_RECALL, LEAST_BOUND, MOST_ALARMS, MOST_ALARMS_OF_USERS, LEAST_RATE = 0.95, 0.90, 0.02, 0.05, 0.2
JUDGE_RECALL, JUDGE_ALARMS = 0.9, 0.01
LOOKED_AT = frozenset(sorted(all_families())[::2])
"""Every other family by name; a problem combined of families is looked at where all of them are."""
JUDGE = CheckerName.judge_alignment


class AnotherHand(Planter):
    """A planter whose answers are told in other words."""

    def write(self, order: Order) -> Written:
        """One answer, its words told anew."""
        written = super().write(order)
        rng = Random(f"{order.seed}/{order.kind}/{order.number}/words")
        statement = rephrased(written.candidate.statement, rng)
        told = written.candidate.model_copy(update={"statement": statement})
        return Written(written.order, told, written.parents, written.not_plantable, written.unsound)


class ScriptedJudge:
    """A judge that sees errors of meaning at a given recall, and finds fault with what is right now and then."""

    threads = 1

    def look(self, candidate: Candidate, solve: Solve | None) -> tuple[list[Verdict], dict[str, float]]:
        """Its verdict; it knows what was planted, as no real judge does."""
        rng = Random(f"judge/{candidate.id}")
        seen = rng.random() < (JUDGE_RECALL if candidate.plant in JUDGES_ONLY else JUDGE_ALARMS)
        outcome = Outcome.failed if seen else Outcome.passed
        return [Verdict(candidate_id=candidate.id, checker=JUDGE, outcome=outcome, reason="judged_wrong")], {}


def recall(asked: argparse.Namespace) -> bool:
    """Every kind on procedural problems."""
    spec = spec_of(asked)
    base = new_planter(spec)
    planter = AnotherHand(base.teacher, base.population, base.spec)
    paths = {kind: asked.folder / f"{kind or 'honest'}-{spec.key()}.jsonl" for kind in kinds_of(spec)}
    for kind, path in paths.items():
        if not path.exists() and (not asked.kinds or (kind or "honest") in asked.kinds):
            judge = ScriptedJudge() if kind in JUDGES_ONLY else None
            keep(path, procedural_trials(spec, kind, planter, judge))
    trials = tuple(read_trials(str(path) for path in paths.values() if path.exists()))
    calibration = measured(spec, trials)
    say(calibration_markdown(calibration, None))
    halves = measured(spec, [trial.model_copy(update={"source": half_of(trial)}) for trial in trials])
    say(as_table(sorted(calibration_rows(halves), key=itemgetter("kind", "source"))))
    short = [shortfall for cell in calibration.overall() for shortfall in shortfalls(cell)]
    say("\n".join(short) or "Nothing falls short.")
    fewer = {kind: missing for kind, missing in calibration.not_plantable.items() if paths[kind].exists()}
    say(f"Fewer than asked for: {fewer or 'none'}")
    return not short


def half_of(trial: Trial) -> str:
    """Which half of the families a problem is of."""
    return "looked at" if LOOKED_AT.issuperset(trial.family.split("+")) else "held out"


def spec_of(asked: argparse.Namespace) -> CalibrationSpec:
    """The spec of the flags."""
    return CalibrationSpec(plants=asked.plants, clean=asked.clean, seed=asked.seed, door=DoorName.local)


def shortfalls(cell: Cell) -> list[str]:
    """Which threshold a kind misses."""
    share = cell.share
    if cell.kind == HONEST:
        return [f"honest: {share.share:.1%} rejected, at most 2% wanted"] if share.share > MOST_ALARMS else []
    if cell.kind in JUDGES_ONLY or (share.share >= LEAST_RECALL and share.low >= LEAST_BOUND):
        return []
    return [f"{cell.kind}: {share.share:.1%} found ({share.low:.1%} to {share.high:.1%})"]


def programs(asked: argparse.Namespace) -> bool:
    """Errors in the models of published programs."""
    spec = spec_of(asked)
    files = sorted(map(str, FOLDER.glob("*.jsonl")))
    trials = [trial for file in files for trial in trials_of_programs(spec, file)]
    calibration = measured(spec, [trial.model_copy(update={"source": "published programs"}) for trial in trials])
    say(calibration_markdown(calibration, None))
    honest = next(cell for cell in calibration.overall() if cell.kind == HONEST)
    return honest.share.share <= MOST_ALARMS_OF_USERS


def grade(_asked: argparse.Namespace) -> bool:
    """The grade of published programs against their labels, and by rung, the words alone known to the ladder."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    with new_door(DoorName.local) as door:
        for _, own in run_programs(sorted(map(str, FOLDER.glob("*.jsonl"))), door, SolverName.copt, 2):
            verdicts = looked_at(subject_of_words(own))
            given = graded(verdicts, [mark for verdict in verdicts for mark in verdict.marks])
            counts[f"grade {given.value}"][own.is_right] += 1
            for verdict in verdicts:
                counts[f"{verdict.checker.value} {verdict.outcome.value}"][own.is_right] += 1
    right = sum(count[True] for name, count in counts.items() if name.startswith("grade"))
    rows: list[list[str]] = []
    for name, count in sorted(counts.items()):
        precision, found = wilson(count[True], count.total()), wilson(count[True], right)
        rows.append([name, str(count[True]), str(count[False]), f"{precision.share:.1%}", f"{found.share:.1%}"])
    say(table(["group", "right", "wrong", "precision", "recall"], rows))
    return True


def subject_of_words(own: Own) -> Subject:
    """A program whose outcome nobody declared: that a problem has no solution is known from its label alone."""
    bare = own.candidate.model_copy(update={"declared_status": TerminationStatus.optimal})
    return honest_program(replace(own, candidate=bare))


def speed(asked: argparse.Namespace) -> bool:
    """Milliseconds of each rung, and the ladder's rate beside that of a plain solve of the same program."""
    planter, spent, solving = new_planter(spec_of(asked)), defaultdict[CheckerName, float](float), 0.0
    with new_door(DoorName.local) as door:
        for number in range(asked.clean):
            written = planter.write(Order(HONEST, number, asked.seed))
            program = written.candidate.programs[0]
            started = time.perf_counter()
            door.run_program(program.source, program.solver)
            solving += time.perf_counter() - started
            for verdict in judge_one(run_written(written, door=door)).verdicts:
                spent[verdict.checker] += verdict.seconds
    total = sum(spent.values())
    rows = [[rung.value, f"{1000 * seconds / asked.clean:.2f}"] for rung, seconds in spent.items()]
    rows += [["all rungs", f"{1000 * total / asked.clean:.2f}"], ["plain solve", f"{1000 * solving / asked.clean:.2f}"]]
    say(table(["rung", "ms"], rows))
    say(f"The ladder is climbed at {solving / total:.0%} of the rate of a plain solve.")
    return solving / total >= LEAST_RATE


def say(text: str) -> None:
    """Print."""
    sys.stdout.write(f"{text}\n\n")


MEASURES = {"recall": recall, "programs": programs, "grade": grade, "speed": speed}


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_evidence", description=__doc__)
    parser.add_argument("what", choices=list(MEASURES))
    parser.add_argument("--plants", type=int, default=200, help="wrong answers of each kind")
    parser.add_argument("--clean", type=int, default=400, help="honest answers")
    parser.add_argument("--kinds", nargs="+", default=(), choices=(*KINDS, "honest"), help="recall: these alone")
    parser.add_argument("--seed", type=int, default=0, help="of all that is drawn")
    parser.add_argument("--folder", type=Path, default=Path("calibration"), help="where trials are kept")
    return parser.parse_args()


def main() -> int:
    """Measure, and say what falls short."""
    asked = ask()
    if asked.what in ("programs", "grade") and not FOLDER.exists():
        say(ABSENT)
        return 1
    return 0 if MEASURES[asked.what](asked) else 1


if __name__ == "__main__":
    sys.exit(main())
