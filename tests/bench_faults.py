"""What a provider's faults cost, as Markdown: `python -m tests.bench_faults`.

300 rows of three dependent calls, 64 in flight, against a model server that only echoes: without faults, and with 5 %
429 (Retry-After 1 s), 2 % 500, 1 % malformed bodies and 0.5 % hangs. Exit code 1 where an answer is lost, one is asked
for again after it was given, or the faulty run takes longer than 1.5 times the faultless one and one deadline.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from schemas.spec import EvolveSpec
from schemas.teacher import Message, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.call_book import CallBook
from tasks.ledger import Ledger
from tasks.teacher.faculty import Faculty, open_teacher
from tasks.teacher.language.teacher import LanguageTeacher
from tests.bench import print_table
from tests.model_server.client import RunningServer

CHAIN = (Purpose.mutate, Purpose.formulate, Purpose.judge_program)
FAULTS = {"rate_limited": 0.05, "busy": 0.02, "malformed": 0.01, "hang": 0.005}
MOST = 1.5
LATENCY = 0.2
CONCURRENCY = 64
LONGEST_WAIT = 30.0


class Run(NamedTuple):
    """One run."""

    seconds: float
    answers: int
    stats: dict[str, Any]
    deadline: float
    """Learnt for the last purpose."""
    limit: int
    """Slots at the end."""


def rows(faculty: Faculty, number: int) -> int:
    """One row's calls, one after the other; how many were answered."""
    answered = 0
    for purpose in CHAIN:
        words = Message(role="user", content=f"{number} {purpose} " + "Mill. " * 800)
        answered += bool(faculty.complete(Prompt(purpose=purpose, messages=(words,))).text)
    return answered


def run(faults: dict[str, float], count: int, seed: int) -> Run:
    """All rows against a fresh server."""
    with RunningServer(answers="echo", latency_seconds=LATENCY, faults=faults, seed=seed) as server:
        spec = TeacherSpec(
            model="openai/mill", address=server.address, concurrency=CONCURRENCY, deadline_seconds=LONGEST_WAIT
        )
        with tempfile.TemporaryDirectory() as folder:
            ledger = Ledger(Path(folder))
            faculty = Faculty(EvolveSpec(teacher=spec), {}, CallBook(ledger.call_file).append)
            began = time.monotonic()
            work: Callable[[int], int] = partial(rows, faculty)
            with ThreadPoolExecutor(count) as pool:
                answers = sum(pool.map(work, range(count)))
            seconds = time.monotonic() - began
            assert len(ledger.calls()) == answers
        teacher = open_teacher(spec)
        assert isinstance(teacher, LanguageTeacher)
        return Run(seconds, answers, server.stats(), teacher.patience.deadline(CHAIN[-1]), teacher.gate.limit)


def main() -> int:
    """Run both, several times, and compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_faults", description=__doc__)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    wanted, table, well = asked.rows * len(CHAIN), list[tuple[str, ...]](), True
    for seed in range(asked.times):
        calm, wild = run({}, asked.rows, seed), run(FAULTS, asked.rows, seed)
        most = MOST * calm.seconds + wild.deadline
        good = wild.answers == wanted and not wild.stats["asked_again"] and wild.seconds <= most
        well = well and good
        faults = ", ".join(f"{n.removeprefix('fault ')} {c}" for n, c in wild.stats.items() if n.startswith("fault"))
        told = (f"{calm.seconds:.1f}", f"{wild.seconds:.1f}", f"{wild.seconds / calm.seconds:.2f}", f"{most:.1f}")
        counts = (f"{wanted - wild.answers}", f"{wild.stats['asked_again']}", f"{wild.stats['requests']}")
        table.append((*told, f"{wild.deadline:.1f}", *counts, str(wild.limit), faults))
    heads = ("faultless s", "faulty s", "times", "allowed s", "learnt deadline s", "lost", "asked again")
    print_table(f"{asked.rows} rows × {len(CHAIN)} calls", (*heads, "requests", "slots at the end", "faults"), table)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
