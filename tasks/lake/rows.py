"""Nouns as rows of the lake, and rows as nouns again."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from schemas.blueprint import Blueprint
from schemas.candidate import Candidate
from schemas.frozen import Frozen
from schemas.round import Manifest, Survival
from schemas.spec import EvolveSpec
from schemas.step import SolveRecord
from schemas.teacher import Completion
from schemas.verdict import Verdict

Row = dict[str, Any]
PATH_COLUMNS = {"campaign", "round"}


def candidate_row(candidate: Candidate) -> Row:
    """A row of `candidates`."""
    blueprint = candidate.blueprint.model_dump_json() if candidate.blueprint else None
    return plain(candidate, {"blueprint"}) | {"blueprint": blueprint}


def verdict_row(verdict: Verdict) -> Row:
    """A row of `verdicts`."""
    return plain(verdict) | {"figures": as_pairs(verdict.figures, "name", "value")}


def solve_row(record: SolveRecord) -> Row:
    """A row of `solves`: the record and its solve side by side."""
    return plain(record, {"solve"}) | plain(record.solve)


def call_row(completion: Completion, candidate_ids: Iterable[str]) -> Row:
    """A row of `calls`."""
    return plain(completion) | {"candidate_ids": sorted(candidate_ids)}


def survival_row(survival: Survival) -> Row:
    """A row of `survival`."""
    return plain(survival) | {"reasons": as_pairs(survival.reasons, "reason", "count")}


def manifest_row(manifest: Manifest) -> Row:
    """The row of `rounds`."""
    return plain(manifest, {"spec"}) | {
        "spec": manifest.spec.model_dump_json(),
        "prompt_hashes": as_pairs(manifest.prompt_hashes, "name", "hash"),
        "solver_versions": as_pairs(manifest.solver_versions, "solver", "version"),
        "images": as_pairs(manifest.images, "solver", "digest"),
    }


def candidate_from_row(row: Row) -> Candidate:
    """The candidate of a row, hive columns included; what an older lake lacks takes its default."""
    fields = known(row)
    if "blueprint" in fields:
        fields["blueprint"] = Blueprint.model_validate_json(fields["blueprint"])
    return Candidate.model_validate(fields)


def completion_from_row(row: Row) -> Completion:
    """The completion of a row of `calls`; what an older lake lacks takes its default."""
    fields = known({name: value for name, value in row.items() if name in Completion.model_fields})
    return Completion.model_validate({"text": ""} | fields)


def manifest_from_row(row: Row) -> Manifest:
    """The manifest of a row, hive columns included."""
    fields = known(row)
    fields["spec"] = EvolveSpec.model_validate_json(fields["spec"])
    fields["prompt_hashes"] = {pair["name"]: pair["hash"] for pair in fields["prompt_hashes"]}
    fields["solver_versions"] = {pair["solver"]: pair["version"] for pair in fields["solver_versions"]}
    fields["images"] = {pair["solver"]: pair["digest"] for pair in fields.get("images", [])}
    return Manifest.model_validate(fields)


def plain(noun: Frozen, exclude: set[str] | None = None) -> Row:
    """A noun's fields as strings, numbers, lists and dicts, without what stands in the path."""
    return noun.model_dump(mode="json", exclude=PATH_COLUMNS | (exclude or set()))


def as_pairs(mapping: Mapping[str, Any], key: str, value: str) -> list[Row]:
    """A mapping as structs, sorted: Parquet readers find these easier than maps."""
    return [{key: name, value: mapping[name]} for name in sorted(mapping)]


def known(fields: Row) -> Row:
    """The fields that are not null, in structs as well."""
    return {name: known(value) if is_struct(value) else value for name, value in fields.items() if value is not None}


def is_struct(value: object) -> TypeGuard[Row]:
    """Whether a column's value is a struct."""
    return isinstance(value, dict)
