"""The spec of an ablation: what is left out of the training set or the training, one arm each, all asked the same."""

from typing import Any

from pydantic import Field, model_validator

from schemas.evaluation_spec import EvaluationSpec
from schemas.export_spec import ExportSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Frozen


class Variation(Frozen):
    """Fields of a spec that differ from the common one."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name of the arm; its folder's, too.")
    fields: dict[str, Any] = Field(default_factory=dict, description="Fields by name.")


PAPER_SETS = (
    Variation(name="all"),
    Variation(name="without_formulation", fields={"formulation": False}),
    Variation(name="complexity_only", fields={"where": "strategy IN ('seed', 'complexity_evolving')"}),
    Variation(name="scope_only", fields={"where": "strategy IN ('seed', 'scope_evolving')"}),
    Variation(name="without_combine", fields={"where": "operator <> 'combine'"}),
    Variation(name="seeds_only", fields={"where": "round = 0"}),
)
"""Step-Opt's ablations, as far as they concern the training set."""


class AblationSpec(Frozen):
    """A grid of training sets × trainings, each trained and asked the same questions."""

    output: str = Field(default="ablation", description="Folder of all arms and of the table.")
    export: ExportSpec = Field(default=ExportSpec(), description="What the training sets share.")
    finetune: FinetuneSpec = Field(default=FinetuneSpec(), description="What the trainings share.")
    evaluation: EvaluationSpec = Field(default=EvaluationSpec(), description="What every arm's model is asked.")
    sets: tuple[Variation, ...] = Field(default=PAPER_SETS, min_length=1, description="Training sets.")
    trainings: tuple[Variation, ...] = Field(
        default=(Variation(name="recipe"),), min_length=1, description="Trainings of each set."
    )
    tokens: int = Field(
        default=0,
        ge=0,
        description="Tokens that each arm trains on, so that arms are compared at equal tokens; 0: all.",
    )

    @model_validator(mode="after")
    def every_arm_is_a_spec(self) -> "AblationSpec":
        """Reject an arm whose fields can't be used, and two with one name."""
        for group in (self.sets, self.trainings):
            names = [variation.name for variation in group]
            if len(set(names)) < len(names):
                raise ValueError(f"two arms have one name among {', '.join(names)}")
        for variation in self.sets:
            self.export_of(variation)
        for training in self.trainings:
            self.finetune_of(self.sets[0], training)
        return self

    def export_of(self, variation: Variation) -> ExportSpec:
        """The training set of an arm."""
        fields = self.export.model_dump() | variation.fields | {"output": f"{self.output}/{variation.name}/set"}
        return ExportSpec.model_validate(fields)

    def finetune_of(self, variation: Variation, training: Variation) -> FinetuneSpec:
        """The training of an arm."""
        place = {
            "data": f"{self.output}/{variation.name}/set",
            "output": f"{self.output}/{variation.name}/{training.name}",
        }
        tokens = {"most_tokens": self.tokens} if self.tokens else {}
        return FinetuneSpec.model_validate(self.finetune.model_dump() | tokens | training.fields | place)
