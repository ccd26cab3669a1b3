"""One problem with its ancestry, as Markdown."""

from collections.abc import Sequence

from schemas.candidate import Candidate
from tasks.algebra.numbers import grouped_text


def problem_markdown(ancestry: Sequence[Candidate]) -> str:
    """A problem's page: its lineage, words, formulation, program, answer and evidence.

    Args:
        ancestry: the problem's ancestors, seeds first, and itself last.
    """
    problem = ancestry[-1]
    parts = [f"# Problem {problem.id}", lineage(ancestry), "## Words", problem.statement]
    if problem.formulation:
        parts += ["## Formulation", problem.formulation.replace("## ", "### ")]
    for program in problem.programs:
        parts += [f"## Program for {program.solver.value}", f"```python\n{program.source}```"]
    return "\n\n".join([*parts, "## Answer", answer(problem), "## Evidence", evidence(problem)])


def lineage(ancestry: Sequence[Candidate]) -> str:
    """A line for each ancestor, indented by generation."""
    lines = [
        f"{'  ' * one.generation}- `{one.id}` {one.operator}: {one.changes or one.family} ({outcome(one)})"
        for one in ancestry
    ]
    return "\n".join(lines)


def outcome(one: Candidate) -> str:
    """Accepted with which answer, or rejected where and why."""
    if one.rejected_stage:
        return f"rejected at {one.rejected_stage.value}: {one.rejected_reason}"
    return answer(one)


def answer(one: Candidate) -> str:
    """Status and objective value."""
    if one.objective is None:
        return one.status.value if one.status else "not solved"
    return f"{one.sense.value if one.sense else 'optimum'} {grouped_text(round(one.objective, 6))}"


def evidence(one: Candidate) -> str:
    """Why it should be believed, or why it was rejected."""
    if one.rejected_stage:
        return f"Rejected at {one.rejected_stage.value}: {one.rejected_reason}. {one.rejected_detail}"
    proof = one.evidence
    rows = {
        "grade": proof.grade,
        "checkers passed": ", ".join(proof.checkers),
        "failed": ", ".join(proof.failed),
        "abstained": ", ".join(proof.abstained),
        "objective in the program's process": proof.program_objective,
        "objective of the captured model, solved again": proof.resolved_objective,
        "objective of the formulation's text": proof.formulation_objective,
        "objective of a program written from the words alone": proof.second_objective,
        "objective in another solver at tolerance 1e-9": proof.tightest_objective,
        "objective of the relaxation": proof.relaxation_objective,
        "gap to the relaxation": proof.relaxation_gap,
        "objective with the other variable type": proof.flipped_objective,
        "relations to changed models that hold": proof.relations,
        "rows that bind": proof.binding,
        "modelling techniques": ", ".join(one.difficulty.techniques),
        "canonical model": proof.model_hash,
        "solver": proof.solver_version,
        "second opinions by": ", ".join(proof.versions),
        "marks": ", ".join(one.marks),
        "licence": one.licence,
    }
    return "\n".join(f"- {name}: {value}" for name, value in rows.items() if value not in (None, ""))
