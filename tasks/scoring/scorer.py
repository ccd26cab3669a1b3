"""Runs an answer's program and looks at its captured model: all that rules and labels are then held against."""

from collections.abc import Iterable

from schemas.finding import Finding, Question
from schemas.label import Label, LabelKind
from schemas.rollout import Outcome, Rollout
from schemas.rule import Flip, Rule
from schemas.solve import ANSWERS, Limits, Solve, TerminationStatus
from tasks.sandbox.door import Door
from tasks.sandbox.running import READERS
from tasks.sandbox.verify import agree, is_checkable
from tasks.scoring.examiner import Examiner
from tasks.scoring.judging import matches
from tasks.scoring.programs import with_other_types

MOST_VALUES = 256
"""Values of decision variables that are kept, where a label asks for them."""


class Scorer:
    """What scoring needs: a door, processes that examine, limits and rules."""

    def __init__(self, door: Door, examiner: Examiner, limits: Limits, rules: Iterable[Rule]) -> None:
        """Take them."""
        self.door = door
        self.examiner = examiner
        self.limits = limits
        self.rules = tuple(rules)
        self.flips_source = any(rule.flip is Flip.source for rule in self.rules)

    def run(self, rollout: Rollout, statement: str, labels: tuple[Label, ...]) -> Rollout:
        """Run the program of an answer.

        Args:
            rollout: with its answer; nothing has run.
            statement: the question.
            labels: all answers that it will be held against.
        """
        program = rollout.answering.program
        if program is None:
            return rollout
        solve = self.door.run_program(program, rollout.solver, self.limits)
        ran = with_solve(rollout, solve, any(label.kind is LabelKind.several for label in labels))
        return self.flipped(self.examined(ran, solve, statement, labels), labels)

    def examined(self, rollout: Rollout, solve: Solve, statement: str, labels: tuple[Label, ...]) -> Rollout:
        """With what its captured model shows; only an answer that may count is worth the look."""
        right = self.is_right(rollout, labels)
        flip = solve.status is TerminationStatus.optimal and not self.is_right_by_all(rollout, labels)
        if solve.model_mps is None or not is_checkable(solve) or not (right or flip):
            return rollout
        question = Question(
            model_mps=solve.model_mps,
            status=solve.status,
            objective=solve.objective,
            sense=solve.sense,
            statement=statement,
            right=right,
            flip=flip,
        )
        finding = self.examiner.examine(question) or Finding(linear=False)
        other = finding.flipped_status
        return rollout.model_copy(
            update={
                "confirmed": self.confirmed(solve, finding) if right else None,
                "doubts": finding.doubts,
                "flipped_model": Outcome(status=other, objective=finding.flipped_objective) if other else None,
            }
        )

    def confirmed(self, solve: Solve, finding: Finding) -> bool | None:
        """Whether the captured model gives what was told: in HiGHS, else in the program's own solver, elsewhere."""
        if finding.confirmed:
            return True
        found = finding.confirmed
        if not finding.linear:
            found = agree(solve, self.door.solve_model(solve.model_mps or "", self.limits))
        if found or solve.solver not in READERS or solve.status not in ANSWERS:
            return found
        return agree(solve, self.door.solve_model(solve.model_mps or "", self.limits, solve.solver))

    def flipped(self, rollout: Rollout, labels: tuple[Label, ...]) -> Rollout:
        """With what the program gives when the types in its text are swapped, where a rule asks for it and it may help.

        Its record counts only if its captured model confirms it.
        """
        wrong = rollout.status is not None and not self.is_right_by_all(rollout, labels)
        source = with_other_types(rollout.answering.program or "") if self.flips_source and wrong else None
        if source is None:
            return rollout
        solve, again = self.door.run_verified(source, rollout.solver, self.limits)
        sure = again is not None and agree(solve, again) is not False
        outcome = Outcome(status=solve.status, objective=solve.objective) if sure else None
        return rollout.model_copy(update={"flipped_source": outcome})

    def is_right(self, rollout: Rollout, labels: tuple[Label, ...]) -> bool:
        """Whether any rule takes it for any label's answer."""
        return any(self.takes(rollout, label, rule) for label in labels for rule in self.rules)

    def is_right_by_all(self, rollout: Rollout, labels: tuple[Label, ...]) -> bool:
        """Whether all rules take it for all labels' answer, so that no other variable type can help."""
        return all(self.takes(rollout, label, rule) for label in labels for rule in self.rules)

    def takes(self, rollout: Rollout, label: Label, rule: Rule) -> bool:
        """Whether a rule takes what was told for a label's answer."""
        if rollout.status is None or label.kind is LabelKind.none:
            return False
        return matches(rollout.told, label, rule, rollout.values)


def with_solve(rollout: Rollout, solve: Solve, values: bool) -> Rollout:
    """A rollout with what its program gave."""
    return rollout.model_copy(
        update={
            "status": solve.status,
            "objective": solve.objective,
            "sense": solve.sense,
            "values": tuple(value.value for value in solve.values[:MOST_VALUES]) if values else (),
            "claimed_objective": solve.claimed_objective,
            "claims_no_solution": solve.claims_no_solution,
            "error": solve.error,
            "exit_code": solve.exit_code,
            "wall_seconds": solve.wall_seconds,
            "solver_version": solve.solver_version,
            "door": solve.door,
        }
    )
