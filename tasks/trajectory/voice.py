"""A teacher as one party of a trajectory's making: what it is asked, what it says, and what that costs."""

from schemas.teacher import Completion, Prompt
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.teacher import Teacher


class Voice:
    """One party of one trajectory."""

    def __init__(self, teacher: Teacher, spec: TeacherSpec, seed: int) -> None:
        """Take who answers, with which parameters; the seed is the trajectory's own."""
        self.teacher, self.spec, self.seed = teacher, spec, seed
        self.completions: list[Completion] = []

    def say(self, prompt: Prompt, room: int = 0) -> Completion:
        """Ask once; whoever has said most goes first.

        Args:
            prompt: what is asked; the parameters are this party's own.
            room: tokens of the answer at most; 0: as many as the party may say.

        Raises:
            Unanswerable: there is no answer to this.
        """
        sampling = self.spec.sampling(self.seed)
        bounded = sampling.model_copy(update={"max_tokens": room or sampling.max_tokens})
        asked = prompt.model_copy(update={"sampling": bounded, "turn": -len(self.completions)})
        self.completions.append(self.teacher.complete(asked))
        return self.completions[-1]
