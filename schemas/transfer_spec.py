"""The spec of a solver transfer: policies trained under some solvers, asked under others, adapted with few samples."""

from pydantic import Field, model_validator

from schemas.evaluation_spec import EvaluationSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Chosen, Frozen
from schemas.reinforce_spec import PROCEDURAL, ReinforceSpec
from schemas.solve import SolverName


class TranslatedProblem(Frozen):
    """A problem with a verified program for each of several solvers."""

    id: str
    statement: str
    answer: str
    """A number, or that there is no best solution."""
    programs: dict[SolverName, str]


class TransferSpec(Chosen):
    """A matrix of solvers to train under × solvers to be asked for, reinforcement beside fine-tuning."""

    output: str = Field(default="transfer", description="Folder of all arms and of the table.")
    problems: str = Field(
        default="lake", description="Folder of a lake, whose problems are translated and verified, or a file of them."
    )
    train: tuple[SolverName, ...] = Field(
        default=(SolverName.copt,), min_length=1, description="Solvers that policies are trained under, one each."
    )
    test: tuple[SolverName, ...] = Field(
        default=(SolverName.copt, SolverName.ortools), min_length=1, description="Solvers that all are asked for."
    )
    sequential: bool = Field(default=True, description="Whether a policy is trained under all train solvers in turn.")
    joint: bool = Field(default=True, description="Whether one is trained under all of them at once.")
    samples: int = Field(default=200, ge=0, le=300, description="Samples for an adaptation to a test solver; 0: none.")
    held_out: int = Field(default=100, ge=1, description="Problems that are held out and asked; the last ones.")
    finetune: FinetuneSpec = Field(default=FinetuneSpec(), description="What all fine-tunings share.")
    reinforce: ReinforceSpec = Field(
        default=ReinforceSpec(questions="problems"), description="What all reinforcements share."
    )
    adapt_steps: int = Field(default=0, ge=0, description="Steps of the reinforcement that adapts; 0: as in training.")
    adapt_epochs: float = Field(default=1.0, gt=0, description="Passes over the samples of an adaptation.")
    evaluation: EvaluationSpec = EvaluationSpec()

    @model_validator(mode="after")
    def policies_have_questions(self) -> "TransferSpec":
        """Reject questions that no held-out problem can be kept from."""
        if self.reinforce.questions == PROCEDURAL:
            raise ValueError("reinforce.questions are the transfer's own problems; leave them out, or name any file")
        return self

    @property
    def solvers(self) -> tuple[SolverName, ...]:
        """All solvers that programs are needed for."""
        return tuple(dict.fromkeys((*self.train, *self.test)))


class Arm(Frozen):
    """A model of the matrix, and what it cost from the base on."""

    name: str
    model: str
    trained: str
    """Solvers it was trained under, in order; of joint training with a plus between."""
    run: str
    """Of the benchmark that asks it; holds a hash of its files, so that another training is asked anew."""
    samples: int = 0
    """Programs that it was shown."""
    solver_calls: int = 0
    """Programs that ran so that it could learn, those that verified its samples among them."""
    seconds: float = 0.0
    """Of the trainings."""
