"""The spec of a curation: TOML file, command-line flags and Prefect's parameter form share its fields."""

from typing import Any

from pydantic import Field, field_validator, model_validator

from schemas.benchmark_spec import FieldNames, VllmSpec
from schemas.frozen import Frozen, content_hash
from schemas.intervention import Inspection
from schemas.solve import DoorName, Limits, SolverName
from schemas.teacher_spec import OPERATIONAL, TeacherSpec

WHERE = {"run", "lake", "door", "slots", "shards", "keep_going", "serve"}
"""Fields that decide no row."""


class CurateSpec(Frozen):
    """One run: who reasons about which problems, and who looks for flaws, with which limits."""

    run: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$",
        description="Name of the run; empty: made of its problems and a hash of all that decides it.",
    )
    lake: str = Field(default="lake", description="Folder of the lake.")
    sets: tuple[str, ...] = Field(
        default=(), description="Benchmark training splits: files (JSON Lines, JSON or Parquet), or known names."
    )
    campaigns: tuple[str, ...] = Field(default=(), description="Campaigns of the lake, whose accepted problems count.")
    where: str = Field(default="", description="SQL condition on the accepted problems, as `optmill export` takes it.")
    names: FieldNames = Field(default=FieldNames(), description="Names of the fields in files of your own.")
    keep_going: bool = Field(default=False, description="Leave bad rows out.")
    limit: int = Field(default=0, ge=0, description="Problems of each set at most, from its start; 0: all.")
    samples: int = Field(default=1, ge=1, le=1024, description="Trajectories of each problem.")
    seed: int = Field(default=0, ge=0, description="Seed of the samples.")
    reasoner: TeacherSpec = Field(
        default=TeacherSpec(temperature=0.6, top_p=0.95, max_tokens=16_384),
        description="Whose trajectories they are; `max_tokens` bounds the whole of one.",
    )
    intervener: TeacherSpec = Field(
        default=TeacherSpec(temperature=1.0, top_p=0.95, max_tokens=8_192), description="Who looks for flaws."
    )
    serve: VllmSpec = Field(default=VllmSpec(), description="A vLLM server of the reasoner for the time of the run.")
    inspection: Inspection = Field(default=Inspection.intervener, description="Who looks at trajectories.")
    blind: bool = Field(default=False, description="Whether the intervener does not see the right answer.")
    hints: int = Field(default=5, ge=0, le=50, description="Hints at most; a trajectory that needs more is dropped.")
    tries: int = Field(default=3, ge=1, le=20, description="Answers of the intervener for one look, refused ones too.")
    executions: int = Field(default=4, ge=0, le=64, description="Blocks of a trajectory that are run.")
    output_characters: int = Field(default=2_000, ge=100, description="Characters of a block's output that are shown.")
    solver: SolverName = Field(default=SolverName.pulp, description="Modeller that the reasoner is told to use.")
    rule: str = Field(default="calm", description="Rule by which an answer is right.")
    tokenizer: str = Field(
        default="",
        description="Folder of the reasoner's tokenizer, or its tokenizer.json, to count tokens; empty: words and "
        "marks are counted.",
    )
    limits: Limits = Limits()
    shards: int = Field(default=0, ge=0, le=64, description="Shards of the run; 0: chosen from its size.")
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
    slots: int = Field(default=0, ge=0, le=256, description="Programs at a time; 0: the number of processors.")

    @field_validator("reasoner", "intervener")
    @classmethod
    def plants_are_for_calibration(cls, teacher: TeacherSpec) -> TeacherSpec:
        """Reject planted errors, which the procedural teacher alone has."""
        if teacher.plants:
            raise ValueError("neither reasoner nor intervener has planted errors; remove `plants`")
        return teacher

    @model_validator(mode="after")
    def there_is_something_to_do(self) -> "CurateSpec":
        """Reject a run without problems, or without somebody who reasons or looks."""
        if not self.sets and not self.campaigns:
            raise ValueError("give sets or campaigns: trajectories need problems with known answers")
        if self.reasoner.is_procedural:
            raise ValueError("name the reasoner's model: the procedural teacher writes no trajectories")
        if self.intervener.is_procedural and self.inspection is not Inspection.code:
            raise ValueError("name the intervener's model, or say inspection = 'code', which asks nobody")
        return self

    def spec_hash(self) -> str:
        """Hash of what decides the rows."""
        content: dict[str, Any] = self.model_dump(mode="json", exclude=WHERE | {"reasoner", "intervener"})
        for name, teacher in (("reasoner", self.reasoner), ("intervener", self.intervener)):
            content[name] = teacher.model_dump(mode="json", exclude=OPERATIONAL)
        return content_hash(content)

    def shard_count(self, trajectories: int) -> int:
        """Shards for so many trajectories."""
        return self.shards or max(1, min(16, (trajectories + 31) // 32))
