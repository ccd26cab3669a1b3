"""One look at a candidate's solution by every checker that is on: the embedded ones, then the judges.

A judge costs money, and is asked only while no embedded checker has found fault with the solution; a second program and
a back-translation are asked for only where nothing stops the candidate so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.candidate import Candidate, Stage
from schemas.step import SolveRecord
from schemas.verdict import EMBEDDED, CheckerName, Outcome, Verdict
from tasks.abstaining import blocking
from tasks.back_translation import translate_back
from tasks.check.case import Case
from tasks.judging import ask_judge
from tasks.second_program import compare_programs
from tasks.workshop import Shard
from tasks.writing import Desk

SOLUTION_CHECKS: dict[CheckerName, Stage] = {
    CheckerName.program: Stage.check_program,
    CheckerName.judge_program: Stage.check_program,
    CheckerName.judge_alignment: Stage.check_alignment,
    CheckerName.variables: Stage.check_variables,
    CheckerName.judge_variables: Stage.check_variables,
    CheckerName.constraints: Stage.check_constraints,
    CheckerName.judge_constraints: Stage.check_constraints,
    CheckerName.coverage: Stage.check_constraints,
    CheckerName.no_op: Stage.check_no_op,
    CheckerName.flipped_type: Stage.check_opinions,
    CheckerName.relaxation: Stage.check_opinions,
    CheckerName.stability: Stage.check_opinions,
    CheckerName.metamorphic: Stage.check_opinions,
    CheckerName.second_program: Stage.check_second_program,
    CheckerName.back_translation: Stage.check_back_translation,
}
"""Checkers of the solution with their stages, in the order of a round."""
EMBEDDED_CHECKS = tuple(checker for checker in SOLUTION_CHECKS if checker in EMBEDDED)
"""Those of them that ask nobody."""
LAST = (CheckerName.second_program, CheckerName.back_translation)
"""Those that are worth their price only for what all others let through."""


@dataclass(frozen=True)
class Look:
    """What one checker said, and what it ran."""

    verdict: Verdict
    records: tuple[SolveRecord, ...] = ()


@dataclass(frozen=True)
class Examiner:
    """Whoever looks at one candidate of a shard."""

    shard: Shard
    desk: Desk

    def examine(self, case: Case, checkers: Sequence[CheckerName], before: Sequence[Verdict]) -> list[Look]:
        """The verdicts of some checkers, in their order; one that need not be asked gives none.

        Args:
            case: what is looked at.
            checkers: of them those that the spec has on.
            before: verdicts of earlier stages on the same solution.
        """
        looks: list[Look] = []
        for checker in checkers:
            so_far = [*before, *(look.verdict for look in looks)]
            if checker in self.shard.workshop.active_checkers and self.is_worth_asking(checker, so_far):
                looks.append(self.look(checker, case))
        return looks

    def is_worth_asking(self, checker: CheckerName, so_far: Sequence[Verdict]) -> bool:
        """Whether a checker's answer can still matter enough for what it costs."""
        if checker in LAST:
            return not blocking(so_far, self.shard.workshop.spec.abstention_rule)
        return checker in EMBEDDED or not any(v.outcome is Outcome.failed and v.checker in EMBEDDED for v in so_far)

    def look(self, checker: CheckerName, case: Case) -> Look:
        """One checker's look."""
        candidate, attempt = case.candidate, case.attempt
        if checker in EMBEDDED:
            return Look(self.shard.inspected(case, EMBEDDED_CHECKS)[checker])
        if checker is CheckerName.second_program:
            door, limits = self.shard.workshop.door, self.shard.workshop.spec.limits
            return Look(
                *compare_programs(
                    self.desk, candidate, lambda source, solver: door.run_verified(source, solver, limits)[0], attempt
                )
            )
        if checker is CheckerName.back_translation:
            return Look(translate_back(self.desk, candidate, attempt))
        return Look(ask_judge(self.desk, checker, candidate, attempt, case.solve))


def with_second_answer(candidate: Candidate, records: Sequence[SolveRecord]) -> Candidate:
    """The candidate with what a second program gave, where one was run."""
    if not records:
        return candidate
    evidence = candidate.evidence.model_copy(update={"second_objective": records[-1].solve.objective})
    return candidate.model_copy(update={"evidence": evidence})
