"""The tables that curations leave: `TABLE/run=…/part-0.parquet`, each column with its meaning."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from typing import Any

import pyarrow as pa

from tasks.lake.tables import COUNT, REAL, TEXT, TEXTS, column, table

FLAG = pa.bool_()
SEGMENTS = pa.list_(pa.struct([pa.field("author", TEXT), pa.field("text", TEXT)]))

TRAJECTORIES = table(
    column("id", TEXT, "hash of set, item, solver, reasoner and sample"),
    column("set", TEXT, "benchmark or campaign that the problem is of"),
    column("item_id", TEXT, "problem in the set; of a campaign the candidate's id"),
    column("sample", COUNT, "which of several trajectories, from 0"),
    column("statement", TEXT, "the problem's words"),
    column("label", TEXT, "right answer in words"),
    column("fate", TEXT, "what became of it; golden: right by the solver and free of triggers"),
    column("finish", TEXT, "why the last text ends"),
    column("segments", SEGMENTS, "the last text by author: reasoner, interpreter, intervener"),
    column("first_segments", SEGMENTS, "the text as the reasoner wrote it, likewise"),
    column("boxed", TEXT, "final answer between the braces of its box"),
    column("status", TEXT, "termination status of the last block that called a solver"),
    column("objective", REAL, "objective value, from that solver's model object"),
    column("boxed_right_before", FLAG, "whether the first text's box is right"),
    column("solver_right_before", FLAG, "whether the first text's last solve is"),
    column("boxed_right_after", FLAG, "whether the last text's box is right"),
    column("solver_right_after", FLAG, "whether the last text's last solve is"),
    column("hints", COUNT, "hints that were placed"),
    column("executions", COUNT, "outputs in the last text"),
    column("tokens_before", COUNT, "length of the first text"),
    column("tokens_after", COUNT, "length of the last text"),
    column("hint_tokens", COUNT, "length of the hints in the last text"),
    column("calls", TEXTS, "request hashes of reasoner and intervener"),
    column("prompt_tokens", COUNT, "tokens of all requests"),
    column("completion_tokens", COUNT, "tokens of all answers"),
    column("cost_usd", REAL, "cost, in US dollars"),
    column("seconds", REAL, "wall seconds of its healing"),
    column("record", TEXT, "JSON of all that is known of it, executions included"),
)

INTERVENTIONS = table(
    column("trajectory_id", TEXT, "trajectory that was looked at"),
    column("number", COUNT, "which look, from 0"),
    column("inspector", TEXT, "who looked: intervener or code"),
    column("trigger", TEXT, "flaw that was found; null: none"),
    column("analysis", TEXT, "why it is one"),
    column("span", TEXT, "words that were cut out, with all behind them"),
    column("at", COUNT, "characters before the cut"),
    column("hint", TEXT, "what took their place"),
    column("placed", FLAG, "whether the hint was placed: not the one beyond the most that there may be"),
    column("seen_by_code", TEXTS, "triggers that code sees in the same text"),
    column("refusals", TEXTS, "why answers of the intervener's were refused"),
    column("usable", FLAG, "whether the look came to a result"),
    column("hint_tokens", COUNT, "length of the hint"),
    column("dropped_tokens", COUNT, "length of what was cut away"),
    column("calls", TEXTS, "request hashes of the intervener's answers"),
)

CURATIONS = table(
    column("manifest", TEXT, "JSON of what wrote the run: spec, sets with checksums, versions, costs, times"),
    column("finished", TEXT, "UTC, ISO 8601"),
    column("reasoner", TEXT, "who reasoned"),
    column("trajectories", COUNT, "trajectories"),
    column("golden", COUNT, "golden ones"),
)

CURATION_TABLES: dict[str, Any] = {
    "trajectories": TRAJECTORIES,
    "interventions": INTERVENTIONS,
    "curations": CURATIONS,
}
"""In the order in which a run publishes them; the manifest in `curations` is the commit mark."""
