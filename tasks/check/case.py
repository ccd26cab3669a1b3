"""What is laid before the checkers: small, so that it can go to another process, and not yet read."""

from dataclasses import dataclass, replace

from schemas.candidate import Candidate
from schemas.solve import Solve
from tasks.check.subject import Subject, make_subject


@dataclass(frozen=True)
class Case:
    """A candidate, its parents, and what its program did."""

    candidate: Candidate
    parents: tuple[Candidate, ...] = ()
    solve: Solve | None = None
    """What the program did."""
    resolved: Solve | None = None
    """The captured model, solved again by HiGHS in another process."""
    attempt: int = 0

    def subject(self) -> Subject:
        """The case with its texts read: what may cost much."""
        return make_subject(self.candidate, self.parents, self.solve, self.resolved, self.attempt)

    def for_checkers(self) -> "Case":
        """The case without what no checker looks at: blueprints, and the parents' programs."""
        bare = {"blueprint": None}
        parents = tuple(parent.model_copy(update=bare | {"programs": ()}) for parent in self.parents)
        return replace(self, candidate=self.candidate.model_copy(update=bare), parents=parents)
