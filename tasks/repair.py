"""Stage: the only arrow back. What the solution's checkers found is merged into one correction, three times at most."""

import time

from schemas.candidate import Candidate, Stage
from schemas.step import SolveRecord, Step
from schemas.verdict import CheckerName, Verdict
from tasks.changes import changed_fields
from tasks.check.subject import make_subject
from tasks.execution import run_candidate, with_answer
from tasks.stage import stage
from tasks.validate import SOLUTION_CHECKS, blocks, judge
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk


class Correction:
    """One candidate's way through the repair loop."""

    def __init__(self, shard: Shard, candidate: Candidate) -> None:
        """Start from the verdicts that the checkers gave."""
        self.shard, self.spec = shard, shard.workshop.spec
        self.candidate = self.current = candidate
        self.desk = Desk(shard, candidate)
        self.last = [v for v in shard.verdicts(candidate.id) if v.checker in dict(SOLUTION_CHECKS)]
        self.verdicts: list[Verdict] = []
        self.solves: list[SolveRecord] = []

    def blocking(self) -> list[Verdict]:
        """Verdicts of the last look that stop the candidate, in the order of the checkers."""
        return [verdict for verdict in self.last if blocks(verdict, self.spec.abstentions)]

    def run(self) -> None:
        """Correct until the checkers are content, nothing changes any more, or the tries are used up."""
        for attempt in range(1, self.spec.attempts.solution + 1):
            if not self.blocking():
                return
            written = self.desk.write_solution(self.current, merged_feedback(self.blocking()), attempt)
            if not written.is_alive() or written.programs == self.current.programs:
                return
            self.look_again(written, attempt)

    def look_again(self, written: Candidate, attempt: int) -> None:
        """Run and check a corrected solution."""
        records = run_candidate(written, self.shard.workshop.door, self.spec.limits, attempt)
        self.current = with_answer(written, records).model_copy(update={"repairs": self.current.repairs + 1})
        solves = {record.purpose.value: record.solve for record in records}
        subject = make_subject(
            self.current,
            self.shard.workshop.parents(self.candidate),
            solves.get("program"),
            solves.get("resolve"),
            attempt=attempt,
        )
        self.last = [judge(name, subject) for name, _ in SOLUTION_CHECKS if name in self.spec.active_checkers]
        self.verdicts += self.last
        self.solves += records

    def outcome(self) -> Candidate:
        """The candidate, rejected by the first checker that is still not content, or with its marks."""
        blocking = self.blocking()
        if blocking:
            first = blocking[0]
            return self.current.reject(dict(SOLUTION_CHECKS)[first.checker], first.reason or "failed", first.detail)
        marks = tuple(dict.fromkeys([*self.current.marks, *(mark for v in self.last for mark in v.marks)]))
        return self.current.model_copy(update={"marks": marks})


def merged_feedback(verdicts: list[Verdict]) -> str:
    """The errors of all checkers under their headings, as one correction."""
    headings = {
        CheckerName.program: "Program",
        CheckerName.variables: "Variables",
        CheckerName.constraints: "Constraints",
        CheckerName.no_op: "Change against the parent",
    }
    return "\n".join(f"{headings[verdict.checker]}: {verdict.detail}" for verdict in verdicts)


def repair_one(shard: Shard, candidate: Candidate) -> Step:
    """Take one candidate through the repair loop; one without failures passes at no cost."""
    started = time.perf_counter()
    correction = Correction(shard, candidate)
    correction.run()
    return Step(
        stage=Stage.repair,
        candidate_id=candidate.id,
        update=changed_fields(candidate, correction.outcome()),
        verdicts=tuple(correction.verdicts),
        solves=tuple(correction.solves),
        calls=tuple(correction.desk.calls),
        seconds=time.perf_counter() - started,
    )


@stage("repair")
def repair(shard: str) -> str:
    """Correct the failed solutions of one shard, and reject what can't be corrected."""
    opened = open_shard(shard)
    opened.for_each(Stage.repair, lambda candidate: repair_one(opened, candidate), opened.teacher_threads)
    opened.subjects.clear()
    return shard
