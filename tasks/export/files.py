"""Writes an export: a folder a form, LLaMA-Factory's index, the card with its plots, and the manifest last."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.example import Example, Split
from schemas.export_manifest import ExportManifest
from schemas.export_spec import ExportSpec, FileType, Form
from tasks.export.forms import LLAMA_FACTORY, Row, form_row

MANIFEST = "manifest.json"


def write_rows(examples: Sequence[Example], spec: ExportSpec) -> dict[str, str]:
    """Write every form and split; returns the SHA-256 of each file by its path in the folder."""
    folder = Path(spec.output)
    written: dict[str, str] = {}
    for form in spec.forms:
        for split in Split:
            rows = form_rows(form, [example for example in examples if example.split is split])
            for kind in spec.files if rows else ():
                path = folder / row_file(form, split, kind)
                path.parent.mkdir(parents=True, exist_ok=True)
                write_file(path, rows)
                written[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    index = llama_factory_index(spec, written)
    if index:
        (folder / "dataset_info.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    return written


def form_rows(form: Form, examples: Sequence[Example]) -> list[Row]:
    """Examples in a form; a question stands once, whatever its dialects."""
    if form is Form.questions:
        examples = list({example.candidate_id: example for example in reversed(examples)}.values())[::-1]
    return [form_row(form, example) for example in examples]


def row_file(form: Form, split: Split, kind: FileType) -> str:
    """Where the rows of a form and a split lie in the folder."""
    return f"{form.value}/{split.value}.{kind.value}"


def write_file(path: Path, rows: Sequence[Row]) -> None:
    """Rows as one file of the type that its name says."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(list(rows)), path, compression="zstd")
        return
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def llama_factory_index(spec: ExportSpec, written: dict[str, str]) -> dict[str, Row]:
    """LLaMA-Factory's `dataset_info.json`: a data set for each form and split that it reads."""
    kind = FileType.jsonl if FileType.jsonl in spec.files else FileType.parquet
    return {
        f"{form.value}_{split.value}": {"file_name": row_file(form, split, kind), **about}
        for form, about in LLAMA_FACTORY.items()
        for split in Split
        if row_file(form, split, kind) in written
    }


def write_manifest(manifest: ExportManifest, folder: Path) -> Path:
    """Write the manifest, the last of a folder's files."""
    path = folder / MANIFEST
    path.write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return path
