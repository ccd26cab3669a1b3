"""A trajectory: what a reasoner, its interpreter and its intervener wrote, each part with its author."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.solve import TerminationStatus


class Author(StrEnum):
    """Who wrote a segment."""

    reasoner = "reasoner"
    """The model that is to be trained: its words and its programs."""
    interpreter = "interpreter"
    """What a program of the reasoner's printed, in its fence: nothing that it should learn to write."""
    intervener = "intervener"
    """A hint that took the place of a flaw."""


class Segment(Frozen):
    """A stretch of a trajectory that one author wrote; the texts of all segments, joined, are the trajectory."""

    author: Author
    text: str


class Trigger(StrEnum):
    """A flaw that calls for a hint (CALM, appendix D), in the order of the paper's numbers, from 1."""

    premature_solving = "premature_solving"
    """Solves in words what it has formulated, instead of by a program."""
    fragmented_code = "fragmented_code"
    """Writes pieces of a program that do not run by themselves."""
    manual_verification = "manual_verification"
    """Works out by hand again what the solver has given."""
    no_sanity_check = "no_sanity_check"
    """Takes the solver's result to the answer without a look at whether it can be."""
    flawed_model = "flawed_model"
    """Misreads the problem, or models it wrongly."""
    implementation_error = "implementation_error"
    """Its program is not its formulation."""
    protocol_violation = "protocol_violation"
    """Breaks a plain instruction, such as the form of the final answer."""

    @property
    def number(self) -> int:
        """The paper's number."""
        return tuple(Trigger).index(self) + 1

    @property
    def group(self) -> "FlawGroup":
        """What it is a sign of."""
        return (FlawGroup.distrust, FlawGroup.expertise, FlawGroup.protocol)[(self.number - 1) // 3]


class FlawGroup(StrEnum):
    """What a trigger is a sign of."""

    distrust = "distrust"
    """Code is not trusted: triggers 1 to 3."""
    expertise = "expertise"
    """Knowledge of operations research lacks: triggers 4 to 6."""
    protocol = "protocol"
    """Trigger 7."""


class Execution(Frozen):
    """What became of one block of a trajectory; each segment of the interpreter has one."""

    source: str
    status: TerminationStatus | None = None
    """Of the block's solver, from its model object; None: it was not run, its reasoner had used up all executions."""
    objective: float | None = None
    solves: int = 0
    """How often it called a solver."""
    error: str = ""
    """The exception's type, message and line, of a block that failed."""
    shown: str
    """What the reasoner sees."""
    wall_seconds: float = 0.0


class Finish(StrEnum):
    """Why a trajectory ends."""

    boxed = "boxed"
    """It gives an answer in a box."""
    stopped = "stopped"
    """The reasoner stops without one."""
    too_long = "too_long"
    """It is as long as it may be."""
    unanswered = "unanswered"
    """The reasoner gives no answer to a request."""
    broken_off = "broken_off"
    """It is not finished: a hint is to be gone on from."""


class Trajectory(Frozen):
    """One way to an answer, as far as it has come."""

    segments: tuple[Segment, ...] = ()
    executions: tuple[Execution, ...] = ()
    """Of the interpreter's segments, in their order."""
    finish: Finish = Finish.broken_off
    complaint: str = ""
    """Why the reasoner gave no answer."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(segment.text for segment in self.segments)

    def added(self, author: Author, text: str) -> "Trajectory":
        """With a stretch more; one of the author of the last joins it."""
        if not text:
            return self
        if self.segments and author is self.segments[-1].author and author is not Author.interpreter:
            *before, last = self.segments
            return self.model_copy(update={"segments": (*before, Segment(author=author, text=last.text + text))})
        return self.model_copy(update={"segments": (*self.segments, Segment(author=author, text=text))})

    def ran(self, execution: Execution, output: str) -> "Trajectory":
        """With what a block came to."""
        shown = self.added(Author.interpreter, output)
        return shown.model_copy(update={"executions": (*self.executions, execution)})

    def finished(self, finish: Finish, complaint: str = "") -> "Trajectory":
        """At its end."""
        return self.model_copy(update={"finish": finish, "complaint": complaint})

    def cut(self, at: int) -> "Trajectory":
        """Its first characters, each with its author, and what ran in them."""
        kept: list[Segment] = []
        for segment in self.segments:
            text = segment.text[: max(0, at)]
            at -= len(segment.text)
            kept += [Segment(author=segment.author, text=text)] if text else []
        outputs = sum(segment.author is Author.interpreter for segment in kept)
        return Trajectory(segments=tuple(kept), executions=self.executions[:outputs])

    def written_by(self, author: Author) -> str:
        """All that one author wrote."""
        return "".join(segment.text for segment in self.segments if segment.author is author)
