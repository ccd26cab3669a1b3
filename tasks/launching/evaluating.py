"""The benchmark run that looks at a model: which questions, who answers, and under which name it is kept."""

from pathlib import Path
from typing import Any

from schemas.benchmark_spec import BenchmarkSpec, VllmSpec
from schemas.evaluation_spec import Engine, EvaluationSpec
from schemas.export_manifest import ExportManifest
from schemas.frozen import content_hash
from schemas.model_manifest import ModelManifest
from schemas.solve import SolverName
from schemas.teacher_spec import TeacherSpec
from schemas.trainer_spec import Method
from tasks.export.files import MANIFEST
from tasks.launching.errors import TrainingRefused
from tasks.row_file import RowProblem, read_rows


def look(spec: EvaluationSpec, data: str) -> dict[str, Any]:
    """What all benchmarks of one comparison share: questions, solvers, limits and lake.

    Args:
        spec: what was chosen.
        data: the export that trained, or another whose test questions are asked.

    Raises:
        TrainingRefused: no questions are named, and there are none.
    """
    sets = spec.sets or (str(test_questions(data)),)
    fields = {"sets": sets, "limit": spec.most, "limits": spec.limits, "door": spec.door}
    return fields | {"lake": spec.lake or lake_of(data), "solvers": spec.solvers or dialects(data)}


def base_benchmark(spec: EvaluationSpec, model: str, data: str) -> BenchmarkSpec:
    """The run that asks a base model; one that was asked the same before is not asked again."""
    answers = {"model": answering(spec, model), "serve": served(spec, model)}
    return BenchmarkSpec.model_validate(look(spec, data) | answers)


def tuned_benchmark(spec: EvaluationSpec, manifest: ModelManifest, data: str) -> BenchmarkSpec:
    """The run that asks what came of a training.

    Its name holds a hash of the model's files, and so does what a server calls the model: another training in the same
    folder is asked anew.
    """
    digest = content_hash(dict(sorted(manifest.files.items())), digits=8)
    run = f"{Path(manifest.spec.output).name}-{digest}"
    if spec.engine is Engine.local:
        answers = {"model": answering(spec, manifest.result.merged or manifest.result.model)}
    else:
        answers = {"model": answering(spec, run), "serve": served_tuned(spec, manifest, run)}
    return BenchmarkSpec.model_validate(look(spec, data) | answers | {"run": run})


def served_tuned(spec: EvaluationSpec, manifest: ModelManifest, name: str) -> VllmSpec:
    """The server of a trained model: an adapter on its base, or weights of its own."""
    tuned, result = manifest.spec, manifest.result
    if result.merged or tuned.method is Method.full:
        base, more = result.merged or result.model, ("--served-model-name", name)
    else:
        rank = ("--max-lora-rank", str(tuned.lora.rank))
        base, more = tuned.model, ("--enable-lora", *rank, "--lora-modules", f"{name}={result.model}")
    return served(spec, base).model_copy(update={"arguments": (*spec.serve.arguments, *more)})


def answering(spec: EvaluationSpec, model: str) -> TeacherSpec:
    """How a model is asked."""
    if spec.engine is Engine.local:
        return TeacherSpec(model=f"hf/{model}", max_tokens=spec.answer_tokens)
    address = f"http://127.0.0.1:{spec.serve.port}/v1"
    return TeacherSpec(model=f"hosted_vllm/{model}", address=address, max_tokens=spec.answer_tokens)


def served(spec: EvaluationSpec, model: str) -> VllmSpec:
    """The server of a model; none for the local engine."""
    return spec.serve.model_copy(update={"model": model if spec.engine is Engine.vllm else ""})


def test_questions(data: str) -> Path:
    """The held-out questions of an export."""
    found = [path for kind in ("jsonl", "parquet") if (path := Path(data, "questions", f"test.{kind}")).is_file()]
    if not found:
        raise TrainingRefused(f"{data} holds no test split in the form questions; export it, or name `sets`")
    return found[0]


def lake_of(data: str) -> str:
    """The lake of an export; `lake` for rows that come from elsewhere."""
    path = Path(data, MANIFEST)
    if not path.is_file():
        return "lake"
    return ExportManifest.model_validate_json(path.read_text(encoding="utf-8")).spec.lake


def dialects(data: str) -> tuple[SolverName, ...]:
    """Solvers that the export's test questions were solved by; COPT where there are none."""
    folder = Path(data, "questions")
    found = test_questions(data) if folder.is_dir() else None
    rows = [row for _, row in read_rows(found) if not isinstance(row, RowProblem)] if found else []
    return tuple(sorted({SolverName(row["solver"]) for row in rows})) or (SolverName.copt,)
