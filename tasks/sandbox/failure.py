"""Why a program did not end well, in words: the exception, the limit that it broke, the licence that it lacks."""

import signal
from typing import Any

from schemas.solve import Limits, SolverName

Answer = dict[str, Any]
SIZES = {
    SolverName.copt: "2,000 variables and 2,000 constraints (10,000 of each in a linear program)",
    SolverName.gurobi: "2,000 variables and 2,000 constraints (200 variables with quadratic terms)",
}
"""What COPT 8.0 and Gurobi 13.0 take without a licence, as measured."""
LICENCES = {
    SolverName.copt: "COPT_LICENSE_DIR names its folder",
    SolverName.gurobi: "GRB_LICENSE_FILE names its file",
}


def describe_failure(answer: Answer, solver: SolverName, limits: Limits) -> str | None:
    """Say what went wrong; None where nothing did."""
    told: Answer = answer["end"] or {}
    if told.get("status") == "licence_limit" and not answer["inside"]:
        return _refusal(told.get("size"), solver)
    reasons = {
        "time": f"killed after {limits.wall_seconds:g} s of wall time",
        "memory": f"killed: all its processes together held more than {limits.memory_mib} MiB",
        "output": "killed: it flooded its output",
        "processes": f"killed: it had more than {limits.processes} processes and threads",
    }
    if answer["killed"]:
        return reasons[answer["killed"]]
    if answer["failure"]:
        return _exception(answer["failure"])
    if not answer["inside"] and "unread" in told:
        return f"the solver's answer cannot be read: {told['unread']}"
    code = answer["exit_code"]
    if code < 0:
        return f"ended by signal {_signal_name(-code)}"
    return f"ended with exit code {code}" if code else None


def _refusal(size: Any, solver: SolverName) -> str:
    match size:
        case [int() as variables, int() as constraints]:
            model = f"this model of {variables} variables and {constraints} constraints"
        case _:
            model = "this model"
    refused = f"{solver.value} refuses {model} for want of a licence"
    if solver not in SIZES:
        return f"{refused}: make it smaller"
    return (
        f"{refused}; without one it takes {SIZES[solver]}. "
        f"Make the model smaller, or give the sandbox a licence: {LICENCES[solver]}"
    )


def _exception(failure: Answer) -> str:
    line = failure.get("line")
    place = f" (line {line})" if isinstance(line, int) else ""
    message = f": {failure.get('message')}" if failure.get("message") else ""
    return f"{failure.get('type')}{message}{place}"


def _signal_name(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else str(number)
