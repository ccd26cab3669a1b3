"""Vectors come from an embedding model over HTTP, in batches, once for each text."""

from pathlib import Path

import numpy as np
import pytest

from schemas.teacher_spec import TeacherSpec
from tasks.diversity import vendi_score
from tasks.embedding import BATCH, Embedder, read_vectors
from tasks.teacher.language.failures import Malformed
from tasks.teacher.teacher import TeacherError, TeacherRefused
from tests.model_server.client import RunningServer

TEXTS = [f"The {number} mills grind {'wheat' if number % 2 else 'barley'} for town {number}." for number in range(100)]


def spec_at(server: RunningServer, **fields: object) -> TeacherSpec:
    return TeacherSpec.model_validate({"model": "openai/embedder", "address": server.address, **fields})


def test_texts_are_asked_for_in_batches_once_each_and_come_back_as_unit_vectors_in_their_order(tmp_path: Path):
    with RunningServer() as server:
        first = Embedder(spec_at(server), tmp_path).vectors([*TEXTS, TEXTS[0]])
        told = server.stats()
        again = Embedder(spec_at(server), tmp_path).vectors(TEXTS[::-1])
        assert server.stats()["embedding_requests"] == told["embedding_requests"] == -(-len(TEXTS) // BATCH)
        assert told["embedded"] == len(TEXTS)
    assert np.allclose(np.linalg.norm(first, axis=1), 1)
    assert np.allclose(first[0], first[-1]) and np.allclose(first[:-1], again[::-1])
    assert 1 < vendi_score(first) < 3


def test_a_server_that_is_busy_now_and_then_is_asked_again(tmp_path: Path):
    with RunningServer(faults={"busy": 0.6}, seed=1) as server:
        found = Embedder(spec_at(server), tmp_path).vectors(TEXTS)
        assert server.stats()["embedding_requests"] > 2
    assert found.shape == (100, 64)


def test_what_was_answered_before_a_failure_is_kept(tmp_path: Path):
    with RunningServer() as server:
        spec = spec_at(server, tries=1)
        Embedder(spec, tmp_path).vectors(TEXTS[:10])
    with pytest.raises(TeacherError, match="gave no vectors to 1 requests"):
        Embedder(spec, tmp_path).vectors(TEXTS)
    assert Embedder(spec, tmp_path).vectors(TEXTS[:10]).shape == (10, 64)


def test_a_wrong_address_is_said_with_the_remedy(tmp_path: Path):
    with RunningServer() as server:
        spec = TeacherSpec(model="openai/embedder", address=f"{server.address}/nowhere")
        with pytest.raises(TeacherRefused, match="Look at model, address and key"):
            Embedder(spec, tmp_path).vectors(TEXTS[:2])
    with pytest.raises(TeacherRefused, match="no vectors"):
        Embedder(TeacherSpec(), tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [{"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1.0]}, {"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [float("nan")]}],
        [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [0.0]}],
    ],
)
def test_an_answer_that_lacks_a_vector_is_none(data: object):
    with pytest.raises(Malformed):
        read_vectors(data, 2)
