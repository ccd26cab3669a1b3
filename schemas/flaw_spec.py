"""The spec of a quantification of flaws: whose finished trajectories, and who classifies them."""

from pydantic import Field, model_validator

from schemas.benchmark_spec import FieldNames
from schemas.frozen import Frozen, content_hash
from schemas.teacher_spec import OPERATIONAL, PROCEDURAL, TeacherSpec


class FlawSpec(Frozen):
    """One quantification: checkpoints in their order, and a judge beside the rules of code."""

    run: str = Field(
        default="flaws", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name under which it stands in the lake."
    )
    lake: str = Field(default="lake", description="Folder of the lake.")
    checkpoints: tuple[str, ...] = Field(
        default=(),
        description="What is compared, in order, each NAME=SOURCE or SOURCE: a benchmark run of the way `interpreter` "
        "or a curation (its first texts) in the lake, or a file of rows (id, question, answer, completion, and "
        "triggers where a person has labelled them).",
    )
    names: FieldNames = Field(default=FieldNames(), description="Names of the fields in files of your own.")
    limit: int = Field(default=0, ge=0, description="Trajectories of each checkpoint at most; 0: all.")
    judge: TeacherSpec = Field(
        default=TeacherSpec(), description="Who classifies; `procedural`: nobody is asked, and code alone does."
    )
    blind: bool = Field(default=False, description="Whether the judge does not see the right answer.")
    tries: int = Field(default=3, ge=1, le=20, description="Answers of the judge for one trajectory.")
    seed: int = Field(default=0, ge=0, description="Seed of the judge's answers.")

    @model_validator(mode="after")
    def there_is_something_to_look_at(self) -> "FlawSpec":
        """Reject a run without checkpoints, or with two of one name."""
        names = [name for name, _ in self.named]
        if not names:
            raise ValueError("give checkpoints: benchmark runs, curations, or files of trajectories")
        if twice := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"two checkpoints are named {twice[0]!r}; tell them apart by NAME=SOURCE")
        return self

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Name and source of each checkpoint."""
        pairs = (each.partition("=") for each in self.checkpoints)
        return tuple((name, source or name) for name, _, source in pairs)

    @property
    def asks(self) -> bool:
        """Whether there is a judge."""
        return self.judge.model != PROCEDURAL

    def spec_hash(self) -> str:
        """Hash of what decides the rows."""
        content = self.model_dump(mode="json", exclude={"run", "lake", "judge"})
        return content_hash(content | {"judge": self.judge.model_dump(mode="json", exclude=OPERATIONAL)})
