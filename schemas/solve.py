"""What a program did in a solver: the one answer of `run_program`, whatever the program does."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen


class SolverName(StrEnum):
    """A solver (with its modelling library) that programs may be written for."""

    copt = "copt"
    gurobi = "gurobi"
    pulp = "pulp"
    ortools = "ortools"
    highs = "highs"
    scip = "scip"
    pyomo = "pyomo"


class ObjectiveSense(StrEnum):
    """Direction of optimization."""

    minimize = "minimize"
    maximize = "maximize"


class TerminationStatus(StrEnum):
    """Why a solve ended, normalised over all solvers; the second group never reached a solver's answer."""

    optimal = "optimal"
    feasible = "feasible"
    infeasible = "infeasible"
    unbounded = "unbounded"
    infeasible_or_unbounded = "infeasible_or_unbounded"
    solver_limit = "solver_limit"

    time_limit = "time_limit"
    memory_limit = "memory_limit"
    output_limit = "output_limit"
    licence_limit = "licence_limit"
    """The model is larger than the solver takes without a licence."""
    crashed = "crashed"
    no_model = "no_model"

    forged = "forged"
    """What the program's process told differs from what its captured model gives elsewhere."""


ANSWERS = (TerminationStatus.optimal, TerminationStatus.infeasible, TerminationStatus.unbounded)
"""Outcomes that answer a problem and that a second solve can confirm; others, such as a time limit, leave it open."""


class DoorName(StrEnum):
    """Where programs run."""

    auto = "auto"
    """In containers where an engine answers and the solver's image is there, else on this machine."""
    local = "local"
    container = "container"
    """In containers, or not at all."""


class Limits(Frozen):
    """What one program may use."""

    wall_seconds: float = Field(
        default=15.0, gt=0, le=604_800, description="Seconds of wall time until the program is killed."
    )
    memory_mib: int = Field(default=1024, ge=64, description="Address space of the program, in MiB.")
    output_bytes: int = Field(default=65_536, ge=256, description="Bytes kept of the tails of stdout and stderr, each.")
    processes: int = Field(default=64, ge=1, description="Processes and threads that the program may have.")
    file_mib: int = Field(default=64, ge=1, description="Largest file that the program may write, in MiB.")
    threads: int = Field(default=1, ge=1, description="Threads that the solver may use.")
    relative_gap: float = Field(default=0.0, ge=0, description="Relative gap at which a solver may stop.")
    tolerance: float | None = Field(
        default=None, ge=1e-9, le=1e-2, description="Of feasibility, integrality, optimality; none: the solver's own."
    )
    values: int = Field(default=2_000, ge=0, description="Decision variables whose values are returned, at most.")


class ModelStatistics(Frozen):
    """Size and coefficients of a model as the solver holds it."""

    continuous: int = 0
    integer: int = 0
    """General integer variables, without the binary ones."""
    binary: int = 0
    constraints: int = 0
    nonzeros: int = 0
    """Nonzero coefficients of the constraints."""
    smallest_coefficient: float | None = None
    """Smallest absolute nonzero coefficient of the constraints; None without constraints."""
    largest_coefficient: float | None = None


class VariableValue(Frozen):
    """One decision variable in the solution."""

    name: str
    value: float


class SolverCall(Frozen):
    """One call of a solver by a program."""

    model: int
    """Which of the program's models it was, counted from 1 in the order of their first call."""
    status: TerminationStatus
    objective: float | None = None
    sense: ObjectiveSense | None = None
    solve_seconds: float | None = None
    """Wall seconds inside the solver."""


class Solve(Frozen):
    """Outcome of one program (or of one captured model) in one solver.

    Status, objective and values come from the solver's own model object over a side channel, never from stdout.
    """

    solver: SolverName
    status: TerminationStatus
    objective: float | None = None
    sense: ObjectiveSense | None = None
    best_bound: float | None = None
    relative_gap: float | None = None
    values: tuple[VariableValue, ...] = ()
    statistics: ModelStatistics | None = None
    model_mps: str | None = None
    """The model in free MPS format, where the solver can write one."""
    solves: int = 0
    """How often the program called a solver; the fields above describe the last call."""
    calls: tuple[SolverCall, ...] = ()
    """The calls in their order, bounded in number: of a program that solves several models, each is listed."""
    claimed_objective: float | None = None
    """What the program prints as its answer: a claim, kept apart from what a solver's model says."""
    claims_no_solution: bool = False
    """Whether it prints instead that there is none."""
    wall_seconds: float = 0.0
    """From the start of the program to its end, as seen by the process that started it."""
    cpu_seconds: float = 0.0
    solve_seconds: float | None = None
    """Wall seconds inside the solver, all calls together."""
    peak_memory_mib: float = 0.0
    exit_code: int | None = None
    """Exit code; negative is the signal that ended the program; None when it was never reaped."""
    error: str | None = None
    """For a program that failed: the exception's type, message and line."""
    stdout: str = ""
    stderr: str = ""
    solver_version: str = ""
    door: str = "local"
    """Where it ran: `local` or `container`."""
    image: str = ""
    """Digest of the container's image; empty for the local door."""
    isolation: tuple[str, ...] = ()
    """The guards that held, e.g. `process-group`, `network-namespace`, `rlimits`, `bubblewrap`."""
