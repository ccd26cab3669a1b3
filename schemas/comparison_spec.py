"""The spec of a fine-tuning that is followed by a benchmark of base and tuned model."""

from pydantic import Field

from schemas.evaluation_spec import EvaluationSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Frozen


class ComparisonSpec(Frozen):
    """Fine-tune, then compare."""

    finetune: FinetuneSpec = Field(default=FinetuneSpec(), description="The fine-tuning.")
    evaluation: EvaluationSpec = Field(default=EvaluationSpec(), description="What base and tuned model are asked.")
