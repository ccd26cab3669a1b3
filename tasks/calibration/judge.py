"""A language model's judges in a calibration: each is asked about each answer, and its price is kept."""

import time

from schemas.calibration import CalibrationSpec
from schemas.candidate import Candidate
from schemas.solve import Solve
from schemas.spec import EvolveSpec
from schemas.teacher import Completion, Prompt
from schemas.verdict import JUDGES, Verdict
from tasks.judging import ask_judge
from tasks.teacher.faculty import open_teacher
from tasks.teacher.teacher import Teacher
from tasks.writing import Writer


class Priced:
    """A teacher whose prices are kept."""

    def __init__(self, teacher: Teacher) -> None:
        """Take who answers."""
        self.teacher = teacher
        self.model = teacher.model
        self.cost_usd: dict[str, float] = {}

    def complete(self, prompt: Prompt) -> Completion:
        """Ask, and keep the price."""
        completion = self.teacher.complete(prompt)
        self.cost_usd[completion.request_hash] = completion.cost_usd
        return completion


class Judges:
    """All judges of one teacher."""

    def __init__(self, spec: EvolveSpec, teacher: Teacher) -> None:
        """Take the prompts' spec, and who answers them."""
        self.spec = spec
        self.teacher = Priced(teacher)

    def look(self, candidate: Candidate, solve: Solve | None) -> tuple[list[Verdict], dict[str, float]]:
        """Every judge's verdict on a candidate, and what each cost in US dollars."""
        verdicts: list[Verdict] = []
        for checker in JUDGES:
            started = time.perf_counter()
            writer = Writer(self.spec, self.teacher, (), 0)
            verdict = ask_judge(writer, checker, candidate, solve=solve)
            verdicts.append(verdict.model_copy(update={"seconds": time.perf_counter() - started}))
        costs = {v.checker.value: sum(self.teacher.cost_usd.get(call, 0.0) for call in v.calls) for v in verdicts}
        return verdicts, costs


def judge_for(spec: CalibrationSpec) -> Judges | None:
    """The judges that a spec names; None where it names none."""
    if spec.judge is None:
        return None
    asked = EvolveSpec(teachers={"judge": spec.judge}, solver=spec.solver)
    return Judges(asked, open_teacher(spec.judge))
