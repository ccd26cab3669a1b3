"""The tables of the lake as explicit Arrow schemas; each column says what it means and in which unit.

The hive columns `campaign` and `round` stand in the path (`TABLE/campaign=…/round=…/part-0.parquet`), not in the files.
A column that is added later is null for older files; no column changes its meaning without a new schema version.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

import pyarrow as pa

SCHEMA_VERSION = 1
VERSION_KEY = b"optmill.schema_version"

TEXT, COUNT, REAL = pa.string(), pa.int64(), pa.float64()
TEXTS = pa.list_(TEXT)


def column(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    """A column, or a field of a struct, that carries its own documentation."""
    return pa.field(name, kind, metadata={"meaning": meaning})


def table(*columns: pa.Field) -> pa.Schema:
    """The schema of a table's files."""
    return pa.schema(columns, metadata={VERSION_KEY: str(SCHEMA_VERSION)})


PROGRAM = pa.struct(
    [
        column("solver", TEXT, "solver that the program is written for"),
        column("source", TEXT, "Python source"),
    ]
)
DIFFICULTY = pa.struct(
    [
        column("words", COUNT, "words of the statement"),
        column("variables", COUNT, "decision variables of the captured model"),
        column("constraints", COUNT, "constraints of the captured model"),
        column("nonzeros", COUNT, "nonzero coefficients of the constraints"),
        column("integers", COUNT, "integer and binary variables"),
        column("solve_seconds", REAL, "wall seconds inside the solver"),
        column("techniques", TEXTS, "modelling techniques that the captured model shows"),
    ]
)
EVIDENCE = pa.struct(
    [
        column("grade", TEXT, "A: all passed; B: a mark or a silence; C: an open question; D: a rung failed"),
        column("checkers", TEXTS, "checkers that passed"),
        column("failed", TEXTS, "checkers that failed it"),
        column("abstained", TEXTS, "checkers that could not tell"),
        column("program_objective", REAL, "from the solver's model object, in the program's own process"),
        column("resolved_objective", REAL, "from a second solve of the captured model, by HiGHS at gap 0"),
        column("formulation_objective", REAL, "from the formulation's text, without any program"),
        column("second_objective", REAL, "from an independent program, written from the words alone"),
        column("tightest_objective", REAL, "of the captured model in another solver at tolerance 1e-9"),
        column("relaxation_objective", REAL, "of the captured model with its integer variables continuous"),
        column("relaxation_gap", REAL, "between optimum and relaxation, relative to the optimum or 1"),
        column(
            "flipped_objective",
            REAL,
            "of the captured model with the other variable type; none: a search would decide nothing",
        ),
        column("relations", COUNT, "relations between answers to changed models that were looked at"),
        column("binding", COUNT, "rows of the captured model that hold with equality in the optimum"),
        column("model_hash", TEXT, "canonical hash of the captured model"),
        column("solver_version", TEXT, "version of the program's solver"),
        column("versions", TEXTS, "versions of the code and of the solvers of second opinions"),
        column("door", TEXT, "where the program ran: local or container"),
    ]
)
STATISTICS = pa.struct(
    [
        column("continuous", COUNT, "continuous variables"),
        column("integer", COUNT, "general integer variables"),
        column("binary", COUNT, "binary variables"),
        column("constraints", COUNT, "constraints"),
        column("nonzeros", COUNT, "nonzero coefficients of the constraints"),
        column("smallest_coefficient", REAL, "smallest absolute nonzero coefficient"),
        column("largest_coefficient", REAL, "largest absolute coefficient"),
    ]
)

CANDIDATES = table(
    column("id", TEXT, "hash of what made the candidate; unique in a lake"),
    column("number", COUNT, "position among the round's children"),
    column("generation", COUNT, "0 for seeds, else one more than the oldest parent"),
    column("strategy", TEXT, "group of operators"),
    column("operator", TEXT, "what made the child of its parents"),
    column("parent_ids", TEXTS, "candidates that it was made of"),
    column("seed_ids", TEXTS, "seeds that it descends from, sorted"),
    column("domain", TEXT, "field of application"),
    column("family", TEXT, "kind of problem"),
    column("statement", TEXT, "the problem in words"),
    column("formulation", TEXT, "the mathematics, as Markdown"),
    column("programs", pa.list_(PROGRAM), "code that builds and solves the model"),
    column("declared_status", TEXT, "termination status that the teacher declares"),
    column("sense", TEXT, "minimize or maximize"),
    column("status", TEXT, "termination status in the solver"),
    column("objective", REAL, "optimal objective value; null unless the status is optimal"),
    column("given_objective", REAL, "for a seed: the objective value that its file gives"),
    column("rejected_stage", TEXT, "stage that rejected it; null when accepted"),
    column("rejected_reason", TEXT, "countable reason of the rejection; null when accepted"),
    column("rejected_detail", TEXT, "the rejection in a sentence"),
    column("repairs", COUNT, "corrections that it went through"),
    column("marks", TEXTS, "findings that do not reject"),
    column("cluster", TEXT, "near-duplicates on number-masked words share it"),
    column("difficulty", DIFFICULTY, "measured size"),
    column("evidence", EVIDENCE, "why it should be believed"),
    column("licence", TEXT, "SPDX identifier of the words' licence"),
    column("spec_hash", TEXT, "hash of the spec that made it"),
    column("changes", TEXT, "what the teacher says it changed against the parents"),
    column("plant", TEXT, "kind of a planted error; empty in production"),
    column("blueprint", TEXT, "JSON of the procedural teacher's blueprint; null where there is none"),
)

FIGURE = pa.struct([column("name", TEXT, "a field of the evidence"), column("value", REAL, "its value")])

VERDICTS = table(
    column("candidate_id", TEXT, "candidate that was checked"),
    column("checker", TEXT, "who checked"),
    column("attempt", COUNT, "0 for the first look, then one more for each repair"),
    column("outcome", TEXT, "passed, failed or abstained"),
    column("reason", TEXT, "countable reason of a failure or an abstention"),
    column("detail", TEXT, "a sentence for whoever repairs it"),
    column("marks", TEXTS, "findings that do not reject"),
    column("figures", pa.list_(FIGURE), "what was measured"),
    column("calls", TEXTS, "request hashes of the answers that a judge's verdict rests on"),
    column("seconds", REAL, "wall seconds of the check"),
)

SOLVER_CALL = pa.struct(
    [
        column("model", COUNT, "which of the program's models, counted from 1"),
        column("status", TEXT, "termination status"),
        column("objective", REAL, "objective value"),
        column("sense", TEXT, "minimize or maximize"),
        column("solve_seconds", REAL, "wall seconds inside the solver"),
    ]
)
VALUE = pa.struct([column("name", TEXT, "decision variable"), column("value", REAL, "its value in the solution")])

SOLVES = table(
    column("candidate_id", TEXT, "candidate whose program or captured model was solved"),
    column("purpose", TEXT, "program; resolve: its captured model again, in HiGHS; second: an independent program"),
    column("attempt", COUNT, "0 for the first program, then one more for each repair"),
    column("program_hash", TEXT, "content hash of the source"),
    column("solver", TEXT, "solver that ran"),
    column("status", TEXT, "termination status"),
    column("objective", REAL, "objective value, from the solver's model object"),
    column("sense", TEXT, "minimize or maximize"),
    column("best_bound", REAL, "best bound on the objective value"),
    column("relative_gap", REAL, "relative gap at the end"),
    column("values", pa.list_(VALUE), "decision variables' values, bounded in number"),
    column("statistics", STATISTICS, "size and coefficients of the model"),
    column("model_mps", TEXT, "the model in free MPS format"),
    column("solves", COUNT, "how often the program called a solver"),
    column("calls", pa.list_(SOLVER_CALL), "these calls in their order, bounded in number"),
    column("claimed_objective", REAL, "what the program prints as its answer"),
    column("claims_no_solution", pa.bool_(), "whether it prints that there is none"),
    column("wall_seconds", REAL, "wall seconds of the program, seen from outside"),
    column("cpu_seconds", REAL, "processor seconds of the program"),
    column("solve_seconds", REAL, "wall seconds inside the solver"),
    column("peak_memory_mib", REAL, "peak memory, in MiB"),
    column("exit_code", COUNT, "exit code; negative is the signal that ended the program"),
    column("error", TEXT, "for a program that failed: exception, message and line"),
    column("stdout", TEXT, "tail of the standard output: what the program claims"),
    column("stderr", TEXT, "tail of the standard error"),
    column("solver_version", TEXT, "version of the solver"),
    column("door", TEXT, "where it ran: local or container"),
    column("image", TEXT, "digest of the container's image; empty for the local door"),
    column("isolation", TEXTS, "guards that held"),
)

CALLS = table(
    column("request_hash", TEXT, "hash of model, messages, sampling parameters and sample index"),
    column("candidate_ids", TEXTS, "candidates that the answer served, sorted"),
    column("model", TEXT, "teacher that answered"),
    column("purpose", TEXT, "what it was asked for"),
    column("text", TEXT, "the completion"),
    column("finish_reason", TEXT, "why the completion ended"),
    column("prompt_tokens", COUNT, "tokens of the request"),
    column("completion_tokens", COUNT, "tokens of the answer"),
    column("cost_usd", REAL, "cost, in US dollars"),
    column("latency_seconds", REAL, "wall seconds until the answer was there"),
    column("requests", COUNT, "requests that it took, failed ones included"),
)

REASON = pa.struct([column("reason", TEXT, "countable reason"), column("count", COUNT, "how often")])

SURVIVAL = table(
    column("strategy", TEXT, "group of operators"),
    column("operator", TEXT, "operator of the children counted"),
    column("checker", TEXT, "a checker; or read, execute, and total: from birth to acceptance"),
    column("attempt", COUNT, "0 for the first look, then one more for each repair"),
    column("entered", COUNT, "how many were looked at"),
    column("passed", COUNT, "of these, passed"),
    column("failed", COUNT, "of these, failed"),
    column("abstained", COUNT, "of these, could not be told"),
    column("repaired", COUNT, "of those that failed, accepted in the end"),
    column("reasons", pa.list_(REASON), "failures and abstentions by reason; for total by stage:reason"),
    column("calls", COUNT, "teacher calls"),
    column("tokens", COUNT, "tokens of requests and answers"),
    column("cost_usd", REAL, "cost of the calls, in US dollars"),
    column("seconds", REAL, "wall seconds, added up over candidates"),
)

PROMPT_HASH = pa.struct([column("name", TEXT, "prompt file"), column("hash", TEXT, "its content hash")])
IMAGE = pa.struct([column("solver", TEXT, "solver"), column("digest", TEXT, "its image's digest")])
VERSION = pa.struct([column("solver", TEXT, "solver"), column("version", TEXT, "its version")])

ROUNDS = table(
    column("schema_version", COUNT, "version of the lake's tables"),
    column("spec", TEXT, "JSON of the round's spec"),
    column("spec_hash", TEXT, "hash of all in the spec that decides the rows"),
    column("code_version", TEXT, "version of the code"),
    column("prompt_hashes", pa.list_(PROMPT_HASH), "prompts that were used"),
    column("teacher", TEXT, "who wrote"),
    column("solver_versions", pa.list_(VERSION), "solvers that ran"),
    column("door", TEXT, "where programs ran"),
    column("images", pa.list_(IMAGE), "images of the containers that ran them"),
    column("children", COUNT, "candidates made"),
    column("accepted", COUNT, "of these, accepted"),
    column("rejected", COUNT, "of these, rejected"),
    column("calls", COUNT, "teacher calls"),
    column("tokens", COUNT, "tokens of the requests and answers that were paid for"),
    column("cost_usd", REAL, "cost of the calls, in US dollars"),
    column("out_of_budget", pa.bool_(), "whether candidates were rejected because the budget was used up"),
    column("started", TEXT, "UTC, ISO 8601"),
    column("finished", TEXT, "UTC, ISO 8601"),
    column("seconds", REAL, "wall seconds of the round"),
    column("host", TEXT, "machine of the flow"),
)

TABLES: dict[str, pa.Schema] = {
    "verdicts": VERDICTS,
    "solves": SOLVES,
    "calls": CALLS,
    "survival": SURVIVAL,
    "candidates": CANDIDATES,
    "rounds": ROUNDS,
}
"""All tables in the order in which a round publishes them; the manifest in `rounds` is the commit mark."""

HIVE = pa.schema([pa.field("campaign", pa.string()), pa.field("round", pa.int32())])
"""Columns that stand in the path."""
