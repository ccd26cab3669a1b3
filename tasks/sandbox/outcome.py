"""From a fork server's answer to a `Solve`: which status it is, and nothing believed that is not well-formed.

The last solve counts. A program that fails or is killed after a solve keeps that solve, with `exit_code` and `error`
saying what came later: the model was built and solved, only what the program did with the answer is broken. Where it
was killed inside the solver, or had not solved anything, the failure itself is the status.
"""

from typing import Any, cast

from schemas.solve import (
    Limits,
    ModelStatistics,
    ObjectiveSense,
    Solve,
    SolverCall,
    SolverName,
    TerminationStatus,
    VariableValue,
)
from tasks.sandbox.claims import read_claim
from tasks.sandbox.failure import describe_failure

Answer = dict[str, Any]
LONGEST_NAME, LONGEST_ERROR, LONGEST_MODEL = 255, 2_500, 32 * 2**20
"""Characters that are kept of what a program's process tells."""
MOST_MODELS = 2**31 - 1
"""The largest number of a model that any table holds."""
KILLED = {
    "time": TerminationStatus.time_limit,
    "memory": TerminationStatus.memory_limit,
    "output": TerminationStatus.output_limit,
    "processes": TerminationStatus.crashed,
}
OUT_OF_MEMORY = ("bad_alloc", "out of memory", "MemoryError", "Cannot allocate memory", "CoptError: 1, (MEMORY)")


def read_outcome(answer: Answer, solver: SolverName, limits: Limits) -> Solve:
    """Read the answer of a fork server; the caller adds where it ran."""
    told = _told(answer)
    count = answer["statistics"]
    status, claim = _status(answer), read_claim(answer["stdout"])
    return Solve(
        solver=solver,
        status=status,
        objective=_number(told.get("objective")),
        sense=_sense(told.get("sense")),
        best_bound=_number(told.get("best_bound")),
        relative_gap=_number(told.get("relative_gap")),
        values=_values(told.get("values"), limits.values),
        statistics=None if count is None else ModelStatistics.model_validate(count),
        model_mps=_text(told.get("mps"), LONGEST_MODEL),
        solves=answer["solves"],
        calls=_calls(answer, status),
        claimed_objective=_number(claim.objective),
        claims_no_solution=claim.no_solution,
        wall_seconds=answer["wall_seconds"],
        cpu_seconds=answer["cpu_seconds"],
        solve_seconds=_number(answer["solve_seconds"]) if answer["solves"] else None,
        peak_memory_mib=answer["peak_memory_mib"],
        exit_code=answer["exit_code"],
        error=_text(describe_failure(answer, solver, limits), LONGEST_ERROR),
        stdout=answer["stdout"],
        stderr=answer["stderr"],
    )


def _told(answer: Answer) -> Answer:
    """Give what the hooks told of the call that counts; inside the solver only the model is known."""
    return (answer["start"] if answer["inside"] else answer["end"]) or {}


def _status(answer: Answer) -> TerminationStatus:
    status = _told(answer).get("status")
    if not answer["inside"] and isinstance(status, str) and status in TerminationStatus.__members__:
        return TerminationStatus(status)
    if answer["killed"]:
        return KILLED[answer["killed"]]
    if _ran_out_of_memory(answer):
        return TerminationStatus.memory_limit
    if answer["inside"] or answer["exit_code"] != 0 or "unread" in _told(answer):
        return TerminationStatus.crashed
    return TerminationStatus.no_model


def _ran_out_of_memory(answer: Answer) -> bool:
    """Whether an allocation failed: told by the exception, or by a solver's last words before it aborted."""
    if answer["exit_code"] == 0:
        return False
    failure: Answer = answer["failure"] or {}
    said = f"{failure.get('type')}: {failure.get('message')}" if failure else answer["stderr"][-2_000:]
    return any(words in said for words in OUT_OF_MEMORY)


def _calls(answer: Answer, status: TerminationStatus) -> tuple[SolverCall, ...]:
    """Read the calls; the one that never came back has the status of the whole."""
    read = (_call(call, status) for call in cast(list[Answer], answer["calls"]))
    return tuple(call for call in read if call is not None)


def _call(call: Answer, unfinished: TerminationStatus) -> SolverCall | None:
    model, status = call.get("model"), call.get("status", unfinished)
    if isinstance(model, bool) or not isinstance(model, int) or not 1 <= model <= MOST_MODELS:
        return None
    return SolverCall(
        model=model,
        status=TerminationStatus.__members__.get(str(status), TerminationStatus.crashed),
        objective=_number(call.get("objective")),
        sense=_sense(call.get("sense")),
        solve_seconds=_number(call.get("solve_seconds")),
    )


def _number(value: Any) -> float | None:
    """Read a finite number; solvers write 1e30 and beyond for infinity, and -0.0 for zero."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Compared before it is converted: an integer may be larger than any float.
    return float(value) + 0.0 if abs(value) < 1e30 else None


def _sense(value: Any) -> ObjectiveSense | None:
    return ObjectiveSense(value) if isinstance(value, str) and value in ObjectiveSense.__members__ else None


def _text(value: Any, longest: int) -> str | None:
    """Read text that any file can hold: a lone surrogate, which JSON lets through, becomes a question mark."""
    if not isinstance(value, str) or not value:
        return None
    return value[:longest].encode("utf-8", "replace").decode()


def _values(pairs: Any, most: int) -> tuple[VariableValue, ...]:
    if not isinstance(pairs, list):
        return ()
    read = (_value(pair) for pair in cast(list[Any], pairs)[:most])
    return tuple(value for value in read if value is not None)


def _value(pair: Any) -> VariableValue | None:
    match pair:
        case [str(name), number] if (value := _number(number)) is not None:
            return VariableValue(name=_text(name, LONGEST_NAME) or "", value=value)
        case _:
            return None
