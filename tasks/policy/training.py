"""One reinforcement from job file to result: rewards are served while the trainer runs."""

from pathlib import Path

from schemas.policy_training import PolicyJob, PolicyResult
from tasks.launching.training import Tell, nobody, run_to_the_end
from tasks.policy.job import numbered_question
from tasks.reward.service import served


def run_reinforcement(job_file: Path, tell: Tell = nobody) -> PolicyResult:
    """Train until there is a result; one that is there already is returned as it stands.

    Raises:
        TrainingRefused: the job can't be done.
        TrainingFailed: the trainer ended without a result; another call goes on from its last checkpoint.
    """
    job = PolicyJob.model_validate_json(job_file.read_text(encoding="utf-8"))
    output = Path(job.spec.output)
    with served(job.spec.reward, lambda number: numbered_question(job.spec, number), output):
        path = run_to_the_end(job_file, tell)
    return PolicyResult.model_validate_json(path.read_text(encoding="utf-8"))
