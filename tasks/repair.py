"""Stage: the only arrow back. What the solution's checkers found is merged into one correction, three times at most."""

import time
from dataclasses import replace

from schemas.candidate import Candidate, Stage
from schemas.solve import Solve
from schemas.step import SolveRecord, Step
from schemas.verdict import JUDGES, CheckerName, Outcome, Verdict
from tasks.abstaining import NO_BUDGET, blocking, marks
from tasks.back_translation import translate_again
from tasks.changes import changed_fields
from tasks.check.case import Case
from tasks.examination import LAST, SOLUTION_CHECKS, Examiner, Look, with_second_answer
from tasks.execution import run_candidate, with_answer
from tasks.judging import ask_again
from tasks.second_program import DISAGREE
from tasks.stage import stage
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk

BEYOND_REPAIR = (NO_BUDGET, DISAGREE)
"""Reasons that no correction answers: the money is spent, or two programs disagree and nobody knows which is right."""
HEARD_AGAIN = (*JUDGES, CheckerName.back_translation)
"""Checkers that may take back what they found: it rests on a reader's word."""
HEADINGS = {
    CheckerName.program: "Program",
    CheckerName.judge_program: "Program",
    CheckerName.judge_alignment: "Alignment with the problem",
    CheckerName.variables: "Variables",
    CheckerName.judge_variables: "Variables",
    CheckerName.constraints: "Constraints",
    CheckerName.judge_constraints: "Constraints",
    CheckerName.coverage: "Words and program",
    CheckerName.no_op: "Change against the parent",
    CheckerName.flipped_type: "Variable types",
    CheckerName.relaxation: "Relaxation",
    CheckerName.stability: "Another solver",
    CheckerName.metamorphic: "Changed data",
    CheckerName.second_program: "Second program",
    CheckerName.back_translation: "Program told in words",
}


class Correction:
    """One candidate's way through the repair loop."""

    def __init__(self, shard: Shard, candidate: Candidate) -> None:
        """Start from the verdicts that the checkers gave."""
        self.shard, self.spec = shard, shard.workshop.spec
        self.candidate = self.current = candidate
        self.desk = Desk(shard, candidate)
        self.case: Case | None = None
        self.last = [v for v in shard.verdicts(candidate.id) if v.checker in SOLUTION_CHECKS]
        self.verdicts: list[Verdict] = []
        self.solves: list[SolveRecord] = []
        self.stopped = ""

    def blocking(self) -> list[Verdict]:
        """Verdicts of the last look that stop the candidate, in the order of the checkers."""
        return blocking(self.last, self.spec.abstention_rule)

    def run(self) -> None:
        """Correct until the checkers are content, nothing changes any more, or the tries are used up."""
        for attempt in range(1, self.desk.attempts.solution + 1):
            found = self.blocking()
            if not found or any(verdict.reason in BEYOND_REPAIR for verdict in found):
                return
            written = self.desk.write_solution(self.current, merged_feedback(found), attempt)
            if not written.is_alive():
                self.stopped = (written.rejected_reason or "") if written.rejected_reason == NO_BUDGET else ""
                return
            if same_solution(written, self.current):
                self.hear_both(found, attempt)
                return
            self.look_again(written, attempt)

    def hear_both(self, found: list[Verdict], attempt: int) -> None:
        """Where nobody but judges found fault, and the teacher stands by its solution, the judges look once more."""
        if any(verdict.checker not in HEARD_AGAIN or verdict.outcome is not Outcome.failed for verdict in found):
            return
        case = replace(self.case or self.shard.case(self.candidate), attempt=attempt)
        again = [self.hear(verdict.model_copy(update={"attempt": attempt}), case.solve) for verdict in found]
        spoken = {verdict.checker for verdict in again}
        self.last = [*(verdict for verdict in self.last if verdict.checker not in spoken), *again]
        self.verdicts += again
        unheard = [checker for checker in LAST if checker not in {verdict.checker for verdict in self.last}]
        self.note(Examiner(self.shard, self.desk).examine(case, unheard, self.last))

    def hear(self, found: Verdict, solve: Solve | None) -> Verdict:
        """The last word of whoever found fault with a solution that its writer stands by."""
        if found.checker is CheckerName.back_translation:
            return translate_again(self.desk, found, self.current)
        return ask_again(self.desk, found, self.current, solve)

    def look_again(self, written: Candidate, attempt: int) -> None:
        """Run and check a corrected solution: all checkers and judges, alignment among them."""
        records = run_candidate(written, self.shard.workshop.door, self.spec.limits, attempt)
        self.current = with_answer(written, records).model_copy(update={"repairs": self.current.repairs + 1})
        solves = {record.purpose.value: record.solve for record in records}
        self.case = Case(
            self.current,
            self.shard.workshop.parents(self.candidate),
            solves.get("program"),
            solves.get("resolve"),
            attempt=attempt,
        )
        self.solves += records
        self.last = []
        self.note(Examiner(self.shard, self.desk).examine(self.case, tuple(SOLUTION_CHECKS), ()))

    def note(self, looks: list[Look]) -> None:
        """Keep what checkers said and ran."""
        ran = tuple(record for look in looks for record in look.records)
        self.current = with_second_answer(self.current, ran)
        self.last += [look.verdict for look in looks]
        self.verdicts += [look.verdict for look in looks]
        self.solves += ran

    def outcome(self) -> Candidate:
        """The candidate, rejected by the first checker that is still not content, or with its marks."""
        found = self.blocking()
        if self.stopped:
            return self.current.reject(Stage.repair, self.stopped, "the budget ended before it was corrected")
        if found:
            first = found[0]
            return self.current.reject(SOLUTION_CHECKS[first.checker], first.reason or "failed", first.detail)
        shown = tuple(dict.fromkeys([*self.current.marks, *marks(self.last)]))
        return self.current.model_copy(update={"marks": shown})


def same_solution(left: Candidate, right: Candidate) -> bool:
    """Whether two states have the same formulation and programs, and declare the same outcome."""
    return all(getattr(left, part) == getattr(right, part) for part in ("formulation", "programs", "declared_status"))


def merged_feedback(verdicts: list[Verdict]) -> str:
    """The errors of all checkers under their headings, as one correction."""
    return "\n".join(f"{HEADINGS[verdict.checker]}: {verdict.detail}" for verdict in verdicts)


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
    opened.inspections.clear()
    return shard
