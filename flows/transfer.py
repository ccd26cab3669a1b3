"""A solver transfer: train under one solver → ask under all → adapt with few samples, fine-tuning always beside."""

from collections.abc import Sequence
from typing import Any

from prefect import flow

from flows.benchmark import benchmark
from flows.finetune import finetune
from flows.reinforce import reinforce
from schemas.solve import SolverName
from schemas.transfer_spec import Arm, TransferSpec
from tasks.policy.transfer import after, arm_benchmark, base_arm, finetuned, reinforced
from tasks.transfer_arms import tabulate_transfer, tell_arm, translate_problems


@flow(name="transfer", flow_run_name="{spec.output} transfer", persist_result=False)
def transfer(spec: TransferSpec) -> list[dict[str, Any]]:
    """Train, ask and table every arm; arms that are finished are not trained again."""
    translate_problems(spec)
    base = base_arm(spec)
    arms = [base]
    for solver in spec.train:
        policy, shown = learn(spec, base, (solver,)), show(spec, base, solver)
        arms += [policy, shown]
        for target in spec.test if spec.samples else ():
            if target is not solver:
                arms += adapt(spec, policy, target)
                arms.append(show(spec, shown, target, few=True))
    if len(spec.train) > 1:
        arms += several(spec, base)
    rows = [tell_arm(arm, benchmark(arm_benchmark(spec, arm))) for arm in arms]
    return tabulate_transfer(rows, spec.output)


def learn(spec: TransferSpec, begin: Arm, solvers: Sequence[SolverName], steps: int = 0) -> Arm:
    """A model reinforced under some solvers."""
    return after(begin, reinforce(reinforced(spec, begin, solvers, steps)), solvers)


def show(spec: TransferSpec, begin: Arm, solver: SolverName, few: bool = False) -> Arm:
    """A model fine-tuned on the samples for a solver."""
    return after(begin, finetune(finetuned(spec, begin, solver, few)), (solver,))


def adapt(spec: TransferSpec, policy: Arm, target: SolverName) -> list[Arm]:
    """A policy adapted to a solver: shown few samples, then reinforced under it."""
    shown = show(spec, policy, target, few=True)
    return [shown, learn(spec, shown, (target,), spec.adapt_steps)]


def several(spec: TransferSpec, base: Arm) -> list[Arm]:
    """Policies reinforced under all train solvers, in turn and at once."""
    arms: list[Arm] = []
    if spec.sequential:
        last = base
        for solver in spec.train:
            last = learn(spec, last, (solver,))
        arms.append(last)
    return [*arms, learn(spec, base, spec.train)] if spec.joint else arms
