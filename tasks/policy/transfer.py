"""The files and specs of a solver transfer's arms, and their table."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.benchmark_spec import BenchmarkSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import content_hash
from schemas.policy_problem import PolicyProblem
from schemas.reinforce_spec import Asking, ReinforceSpec
from schemas.solve import SolverName
from schemas.transfer_spec import Arm, TransferSpec, TranslatedProblem
from tasks.launching.evaluating import answering, served
from tasks.policy.asking import question_of
from tasks.policy.translating import read_translated, translated, write_translated
from tasks.reward.tags import in_tags
from tasks.teacher.asking import fenced
from tasks.trainer.folder import write_whole

PROBLEMS = "problems.jsonl"
Manifest = dict[str, Any]


def write_transfer(spec: TransferSpec) -> None:
    """Write what every arm reads: questions to train on, samples and held-out questions for each solver."""
    path = Path(spec.output) / PROBLEMS
    problems = read_translated(path) if path.is_file() else translated(spec)
    write_translated(path, problems)
    training, held_out = problems[: -spec.held_out], problems[-spec.held_out :]
    write_lines(training_file(spec), [plain_row(problem) for problem in training])
    write_lines(questions_file(spec), [plain_row(problem) for problem in held_out])
    for solver in spec.solvers:
        write_lines(samples_file(spec, solver), [sample_row(each, solver, spec) for each in training])
        write_lines(few_file(spec, solver), [sample_row(each, solver, spec) for each in training[: spec.samples]])


def training_file(spec: TransferSpec) -> Path:
    """Words and answers that policies are asked."""
    return Path(spec.output) / "training.jsonl"


def samples_file(spec: TransferSpec, solver: SolverName) -> Path:
    """The same with programs for a solver, that models are shown."""
    return Path(spec.output) / solver.value / "samples.jsonl"


def few_file(spec: TransferSpec, solver: SolverName) -> Path:
    """The samples of an adaptation."""
    return Path(spec.output) / solver.value / "few.jsonl"


def questions_file(spec: TransferSpec) -> Path:
    """The held-out questions."""
    return Path(spec.output) / "held-out.jsonl"


def plain(problem: TranslatedProblem) -> PolicyProblem:
    """A problem without its programs."""
    return PolicyProblem(id=problem.id, statement=problem.statement, answer=problem.answer)


def plain_row(problem: TranslatedProblem) -> dict[str, Any]:
    """A row of a file of questions."""
    return {"id": problem.id, "question": problem.statement, "answer": problem.answer}


def sample_row(problem: TranslatedProblem, solver: SolverName, spec: TransferSpec) -> dict[str, Any]:
    """A row to fine-tune on: asked as the policy is, answered by the verified program."""
    question, source = question_of(plain(problem), solver, spec.reinforce), problem.programs[solver]
    told = in_tags(source) if spec.reinforce.asking is Asking.tags else fenced(source)
    answer = {"role": "assistant", "content": told}
    return {"prompt": [message.model_dump() for message in question.prompt], "completion": [answer]}


def write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Rows as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))


def base_arm(spec: TransferSpec) -> Arm:
    """The model that all begin from."""
    return Arm(name="base", model=spec.reinforce.model, trained="", run=f"{Path(spec.output).name}-base")


def reinforced(spec: TransferSpec, begin: Arm, solvers: Sequence[SolverName], steps: int = 0) -> ReinforceSpec:
    """The reinforcement of a model under some solvers."""
    told = spec.reinforce
    update = {
        "questions": str(training_file(spec)),
        "solvers": tuple(solvers),
        "model": begin.model,
        "merge": True,
        "output": f"{spec.output}/{begin.name}-rl-{'-'.join(solvers)}",
        "most_steps": steps or told.most_steps,
        "held_out": told.held_out or (str(questions_file(spec)) if told.evaluate_every else ""),
    }
    return ReinforceSpec.model_validate(told.model_dump() | update)


def finetuned(spec: TransferSpec, begin: Arm, solver: SolverName, few: bool) -> FinetuneSpec:
    """The fine-tuning of a model on the samples for a solver, all or few."""
    file = few_file(spec, solver) if few else samples_file(spec, solver)
    update: dict[str, Any] = {
        "data": str(file),
        "model": begin.model,
        "merge": True,
        "output": f"{spec.output}/{begin.name}-{'few' if few else 'sft'}-{solver.value}",
    }
    if few:
        update["epochs"] = spec.adapt_epochs
    return FinetuneSpec.model_validate(spec.finetune.model_dump() | update)


def after(begin: Arm, manifest: Manifest, solvers: Sequence[SolverName]) -> Arm:
    """The arm that a training makes of another one, its cost added up."""
    told, result = manifest["spec"], manifest["result"]
    output, digest = Path(told["output"]), content_hash(dict(sorted(manifest["files"].items())), digits=8)
    is_policy = "completions" in result
    seen = 0 if is_policy else result["examples"]
    calls = result["settled"] + result["executions"] if is_policy else seen
    return Arm(
        name=output.name,
        model=result["merged"] or result["model"],
        trained=" > ".join(filter(None, (begin.trained, "+".join(solvers)))),
        run=f"{output.parent.name}-{output.name}-{digest}",
        samples=begin.samples + seen,
        solver_calls=begin.solver_calls + calls,
        seconds=begin.seconds + result["total_seconds"],
    )


def arm_benchmark(spec: TransferSpec, arm: Arm) -> BenchmarkSpec:
    """The run that asks an arm the held-out questions for every solver of the test, as its policies are asked."""
    asked = spec.evaluation
    fields: dict[str, Any] = {
        "run": arm.run,
        "lake": asked.lake or str(Path(spec.output) / "lake"),
        "sets": (str(questions_file(spec)),),
        "solvers": spec.test,
        "way": spec.reinforce.asking.value,
        "executions": spec.reinforce.executions,
        "model": answering(asked, arm.model),
        "serve": served(asked, arm.model),
        "limits": asked.limits,
        "door": asked.door,
    }
    return BenchmarkSpec.model_validate(fields)


def matrix_row(arm: Arm, solved: dict[str, str]) -> dict[str, Any]:
    """A row of the table: an arm, its solve rate for each solver, its cost."""
    cost = {"samples": arm.samples, "solver_calls": arm.solver_calls, "seconds": round(arm.seconds)}
    return {"arm": arm.name, "trained": arm.trained or "-", **solved, **cost}
