"""Rollouts as tests make them."""

from typing import Any

from schemas.rollout import Answering, Rollout, Way
from schemas.solve import SolverName, TerminationStatus
from tasks.scoring.programs import find_program


def told(status: TerminationStatus | None = TerminationStatus.optimal, **fields: Any) -> Rollout:
    """A rollout that ended so, and whose model confirms it."""
    return rollout("x").model_copy(update={"status": status, "confirmed": True, "exit_code": 0} | fields)


def rollout(id: str, completion: str = "", **fields: Any) -> Rollout:
    """A rollout whose program has not run."""
    program = find_program(completion)
    answering = Answering(completion=completion, program=program, complaint="" if program else "no program")
    begun = {"id": id, "set": "own", "item_id": id, "solver": SolverName.copt, "way": Way.recorded, "model": ""}
    return Rollout.model_validate(begun | {"answering": answering} | fields)
