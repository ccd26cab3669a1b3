"""The tables that benchmark runs leave: `TABLE/run=…/part-0.parquet`, each column with its meaning.

A run has no campaign and no round, so that these stand apart from the tables of a round.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from typing import Any

import pyarrow as pa

from tasks.lake.tables import COUNT, REAL, TEXT, TEXTS, column, table

ROLLOUTS = table(
    column("id", TEXT, "hash of set, item, solver, model and sample"),
    column("set", TEXT, "benchmark"),
    column("item_id", TEXT, "item of the benchmark"),
    column("sample", COUNT, "which of several answers, from 0"),
    column("solver", TEXT, "solver that the program is written for"),
    column("way", TEXT, "how the model answered"),
    column("model", TEXT, "who answered; empty for recorded completions"),
    column("completion", TEXT, "all that it said"),
    column("program", TEXT, "program that was scored; null: none can be read"),
    column("complaint", TEXT, "why there is no program"),
    column("boxed", TEXT, "its final answer in words, where it boxed one"),
    column("executions", COUNT, "programs that ran while it was answering"),
    column("calls", TEXTS, "request hashes of its completions"),
    column("prompt_tokens", COUNT, "tokens of its requests"),
    column("completion_tokens", COUNT, "tokens of its answers"),
    column("cost_usd", REAL, "cost of the answer, in US dollars"),
    column("seconds", REAL, "wall seconds until the answer was there"),
    column("status", TEXT, "termination status; null: nothing ran"),
    column("objective", REAL, "objective value, from the solver's model object"),
    column("sense", TEXT, "minimize or maximize"),
    column("values", pa.list_(REAL), "values of the decision variables, where a label names several"),
    column("claimed_objective", REAL, "what the program prints as its answer"),
    column("claims_no_solution", pa.bool_(), "whether it prints that there is none"),
    column("error", TEXT, "for a program that failed: exception, message and line"),
    column("exit_code", COUNT, "exit code; negative is the signal that ended the program"),
    column("confirmed", pa.bool_(), "whether the captured model, solved elsewhere, gives the same; null: not asked"),
    column("doubts", TEXTS, "why a right answer may have been worked out beforehand"),
    column("flipped_model_status", TEXT, "of the captured model with the other variable type"),
    column("flipped_model_objective", REAL, "likewise"),
    column("flipped_source_status", TEXT, "of the program with the types of its text swapped"),
    column("flipped_source_objective", REAL, "likewise"),
    column("wall_seconds", REAL, "wall seconds of the program"),
    column("solver_version", TEXT, "version of the solver"),
    column("door", TEXT, "where it ran: local or container"),
)

SCORES = table(
    column("rollout_id", TEXT, "answer that was scored"),
    column("set", TEXT, "benchmark"),
    column("item_id", TEXT, "item of the benchmark"),
    column("sample", COUNT, "which of several answers, from 0"),
    column("solver", TEXT, "solver that the program is written for"),
    column("labels", TEXT, "label set that it was held against"),
    column("rule", TEXT, "rule by which it was"),
    column("correct", pa.bool_(), "the verdict"),
    column("reason", TEXT, "why"),
    column("label", TEXT, "the label in words"),
)

BENCHMARKS = table(
    column("manifest", TEXT, "JSON of what wrote the run: spec, sets with checksums, versions, costs, times"),
    column("finished", TEXT, "UTC, ISO 8601"),
    column("model", TEXT, "who answered"),
    column("rollouts", COUNT, "answers"),
)

BENCHMARK_TABLES: dict[str, Any] = {"rollouts": ROLLOUTS, "scores": SCORES, "benchmarks": BENCHMARKS}
"""In the order in which a run publishes them; the manifest in `benchmarks` is the commit mark."""
