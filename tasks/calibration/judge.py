"""A language model's judges in a calibration: each is asked about each answer; what it says is kept with its price."""

from collections.abc import Mapping
from pathlib import Path

from schemas.calibration import CalibrationSpec
from schemas.candidate import Candidate
from schemas.solve import Solve
from schemas.spec import EvolveSpec
from schemas.teacher import Completion
from schemas.verdict import JUDGES, CheckerName, Verdict
from tasks.back_translation import translate_back
from tasks.call_book import CallBook
from tasks.judging import ask_judge
from tasks.ledger import Ledger
from tasks.teacher.faculty import open_teacher
from tasks.teacher.recorded import Recorded
from tasks.writing import Writer

MEASURED = (*JUDGES, CheckerName.back_translation)
"""Rungs that one model is asked for."""


class Judges:
    """All judges of one teacher, the back-translation among them."""

    def __init__(self, spec: EvolveSpec, teacher: Recorded, answers: Mapping[str, Completion], threads: int) -> None:
        """Take the prompts' spec, who answers them and how many at a time.

        Args:
            spec: names the teacher as the judge.
            teacher: who is asked.
            answers: its answers by request hash; grows.
            threads: candidates that it may usefully look at together.
        """
        self.spec = spec
        self.teacher = teacher
        self.answers = answers
        self.threads = threads

    def look(self, candidate: Candidate, solve: Solve | None) -> tuple[list[Verdict], dict[str, float]]:
        """Every judge's verdict on a candidate, and what each cost in US dollars."""
        verdicts = [self.verdict(checker, candidate, solve) for checker in MEASURED]
        return verdicts, {v.checker.value: sum(each.cost_usd for each in self.behind(v)) for v in verdicts}

    def verdict(self, checker: CheckerName, candidate: Candidate, solve: Solve | None) -> Verdict:
        """One judge's verdict; an answer that is known took as long as when it was given."""
        writer = Writer(self.spec, self.teacher, (), 0)
        if checker is CheckerName.back_translation:
            said = translate_back(writer, candidate)
        else:
            said = ask_judge(writer, checker, candidate, solve=solve)
        return said.model_copy(update={"seconds": sum(each.latency_seconds for each in self.behind(said))})

    def behind(self, verdict: Verdict) -> list[Completion]:
        """The answers that a verdict rests on."""
        return [self.answers[call] for call in verdict.calls if call in self.answers]


def judge_for(spec: CalibrationSpec, folder: Path) -> Judges | None:
    """The judges that a spec names; None where it names none.

    Args:
        spec: with the judge.
        folder: where its answers are kept.
    """
    if spec.judge is None:
        return None
    ledger = Ledger(folder)
    answers = ledger.calls()
    teacher = Recorded(open_teacher(spec.judge), answers, CallBook(ledger.call_file).append)
    asked = EvolveSpec(teachers={"judge": spec.judge}, solver=spec.solver)
    return Judges(asked, teacher, answers, spec.judge.concurrency if spec.judge.waits else 1)
