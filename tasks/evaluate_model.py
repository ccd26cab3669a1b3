"""Stage: a trained model answers held-out questions, and its programs are solved.

This is the one place through which chain and ablation look at a model.
"""

from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.evaluation_spec import EvaluationSpec
from schemas.solve_rate import SolveRate
from tasks.solve_rate.answering import answer_questions
from tasks.solve_rate.questions import choose_questions, read_questions
from tasks.solve_rate.scoring import compare, comparison_rows, score_answers
from tasks.survive import artifact_key
from tasks.trainer.folder import write_whole


@task(name="choose questions")
def questions_for(spec: EvaluationSpec, data: str, output: str) -> str:
    """Choose the questions; returns their file."""
    return str(choose_questions(spec, data, Path(output)))


@task(name="evaluate model", retries=2, retry_delay_seconds=5)
def evaluate_model(model: str, questions: str, output: str, spec: EvaluationSpec) -> dict[str, Any]:
    """Have a model answer the questions and solve its programs; returns its solve rate."""
    answers = answer_questions(model, Path(questions), Path(output), spec)
    rate = score_answers(model, read_questions(Path(questions)), answers, spec)
    write_whole(Path(output) / "solve_rate.json", rate.model_dump_json(indent=2) + "\n")
    return rate.model_dump(mode="json")


@task(name="compare models")
def compare_models(base: dict[str, Any], tuned: dict[str, Any], output: str) -> dict[str, Any]:
    """Hold base and tuned model against each other, as an artifact, too; returns the comparison."""
    found = compare(SolveRate.model_validate(base), SolveRate.model_validate(tuned))
    key = artifact_key("comparison", Path(output).name)
    create_table_artifact(comparison_rows(found), key=key, description=f"Base and tuned model of {output}")
    return found.model_dump(mode="json")
