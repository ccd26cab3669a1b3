"""How varied a real lake is, by hashed words and by an embedding model over HTTP; the answer says which."""

import json
from pathlib import Path

from tests.conftest import Optmill
from tests.model_server.client import RunningServer


def test_diversity_says_which_vectors_it_used_and_pays_for_none_twice(evolved: Path, optmill: Optmill):
    plain = optmill("diversity", evolved, "--json")
    assert plain.returncode == 0, plain.stderr
    (hashed,) = json.loads(plain.stdout)
    assert hashed["vectors"].startswith("hashed words")
    with RunningServer() as server:
        asked = ("diversity", evolved, "--embedding", "openai/embedder", "--address", server.address)
        first = optmill(*asked, "--json")
        assert first.returncode == 0, first.stderr
        requests = server.stats()["embedding_requests"]
        again = optmill(*asked)
        assert server.stats()["embedding_requests"] == requests > 1
    (found,) = json.loads(first.stdout)
    assert found["vectors"] == "openai/embedder"
    assert found["vendi"] != hashed["vendi"] and 1 < found["vendi"] < found["looked_at"]
    assert found["likeness"] == hashed["likeness"]
    assert again.returncode == 0 and "openai/embedder" in again.stdout + again.stderr


def test_a_model_without_its_provider_or_its_key_is_a_users_mistake(evolved: Path, optmill: Optmill):
    for words, said in (
        (("embedder",), "names no provider"),
        (("openai/embedder", "--key", "NO_SUCH_KEY"), "NO_SUCH_KEY"),
    ):
        refused = optmill("diversity", evolved, "--embedding", *words)
        assert refused.returncode == 2 and said in " ".join((refused.stdout + refused.stderr).split())


def test_a_campaign_that_is_not_there_is_named_with_those_that_are(evolved: Path, optmill: Optmill):
    refused = optmill("diversity", evolved, "--campaign", "nightly")
    assert refused.returncode == 2 and "there is no campaign 'nightly'; there are default" in refused.stderr
