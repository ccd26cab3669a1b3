"""Vectors of texts by an embedding model: asked in batches, kept on the disk at once, and never paid for twice."""
# pyright: reportUnknownMemberType=false

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.frozen import Frozen, content_hash
from schemas.teacher_spec import TeacherSpec
from tasks.ledger import append_bytes, read_lines
from tasks.teacher.language.failures import Failure, Malformed, Transient
from tasks.teacher.language.keys import key_of, scrub
from tasks.teacher.language.litellm_lane import failure_behind, quiet_litellm
from tasks.teacher.language.teacher import growing_pause
from tasks.teacher.teacher import TeacherError, TeacherRefused

BATCH = 64
"""Texts of a request."""
NO_KEY = "none"
"""What a server of one's own is told where it asks for no key."""


class Embedded(Frozen):
    """The vector of a text, as it is kept."""

    text_hash: str
    vector: tuple[float, ...]


class Item(BaseModel):
    """One text's vector, as far as an answer is read."""

    index: int
    embedding: tuple[float, ...]


ITEMS = TypeAdapter(tuple[Item, ...])


class Embedder:
    """One embedding model, named as teachers are."""

    def __init__(self, spec: TeacherSpec, folder: Path) -> None:
        """Take the model and where vectors are kept.

        Raises:
            TeacherRefused: the procedural teacher has no vectors, or the key is not where the spec says.
        """
        if spec.is_procedural:
            raise TeacherRefused("the procedural teacher has no vectors; name an embedding model, or none")
        self.spec = spec
        self.path = folder / f"{content_hash([spec.model])}.jsonl"
        self.key = key_of(spec) if spec.key or spec.address else ""

    def vectors(self, texts: Sequence[str]) -> Any:
        """Unit vectors, a row for each text; what is not known is asked for.

        Raises:
            TeacherRefused: the model can't be asked as things stand, or its vectors changed their length.
            TeacherError: its server gives no answer.
        """
        known = {each.text_hash: each.vector for each in read_lines(self.path, Embedded)}
        lacking = [text for text in dict.fromkeys(texts) if content_hash([text]) not in known]
        for start in range(0, len(lacking), BATCH):
            batch = lacking[start : start + BATCH]
            found = [
                Embedded(text_hash=content_hash([t]), vector=v) for t, v in zip(batch, self.ask(batch), strict=True)
            ]
            append_bytes(self.path, b"".join(each.model_dump_json().encode() + b"\n" for each in found), to_disk=True)
            known |= {each.text_hash: each.vector for each in found}
        if len({len(vector) for vector in known.values()}) > 1:
            raise TeacherRefused(
                f"{self.path} holds vectors of several lengths; remove it to ask {self.spec.model} anew"
            )
        rows = np.array([known[content_hash([text])] for text in texts])
        return rows / np.linalg.norm(rows, axis=-1, keepdims=True) if len(rows) else rows

    def ask(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """Ask for the vectors of one batch until they come."""
        said = ""
        for times in range(1, self.spec.tries + 1):
            try:
                return self.ask_once(texts)
            except Transient as failure:
                said = scrub(f"{self.spec.model} gave no vectors to {times} requests; the last failed: {failure}")
                time.sleep(max(failure.after or 0.0, growing_pause(times)) if times < self.spec.tries else 0.0)
            except Failure as failure:
                where = f" at {self.spec.address}" if self.spec.address else ""
                asked = scrub(f"{self.spec.model}{where} refuses to give vectors: {failure}")
                raise TeacherRefused(f"{asked}. Look at model, address and key") from None
        raise TeacherError(f"{said}. Look whether its server is up; what was answered is kept")

    def ask_once(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """One request; raises a Failure where there is no usable answer."""
        try:
            answer: Any = quiet_litellm().embedding(
                model=self.spec.model,
                input=list(texts),
                api_base=self.spec.address or None,
                api_key=self.key or (NO_KEY if self.spec.address else None),
                timeout=self.spec.deadline_seconds,
                num_retries=0,
                max_retries=0,
            )
        except Exception as error:
            raise failure_behind(error) from None
        return read_vectors(answer.model_dump()["data"], len(texts))


def read_vectors(data: Any, wanted: int) -> list[tuple[float, ...]]:
    """The vectors of an answer in the order of their texts; Malformed where one is missing or is none."""
    try:
        items = {item.index: item.embedding for item in ITEMS.validate_python(data)}
    except ValidationError as error:
        raise Malformed(f"the answer holds no vectors: {error}") from None
    if {*items} != {*range(wanted)}:
        raise Malformed(f"{len(items)} vectors came for {wanted} texts")
    if not all(any(vector) and all(map(math.isfinite, vector)) for vector in items.values()):
        raise Malformed("a vector is zero or holds what is no number")
    return [items[at] for at in range(wanted)]
