"""Sets that lie elsewhere are fetched; here from a server on loopback, since no other is to be had."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.benchmarks.catalogue import KNOWN
from tasks.benchmarks.hub import fetch
from tasks.row_file import RowsError

NAMED = {"nl4opt", "mamo-easy", "mamo-complex", "industryor", "optmath", "optibench", "complexor", "nlp4lp"}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    rows = [{"en_question": "How much?", "en_answer": "3"}]
    (tmp_path / "own.json").write_text(json.dumps(rows))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(tmp_path))  # pyright: ignore[reportArgumentType] - as it is called

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_file_at_an_address_is_fetched_with_its_checksum(address: str):
    fetched = fetch(f"{address}/own.json")
    assert fetched.rows == [(1, {"en_question": "How much?", "en_answer": "3"})]
    assert fetched.source == f"{address}/own.json" and len(fetched.checksum) == 64


def test_what_is_not_there_is_told_with_a_remedy(address: str):
    with pytest.raises(RowsError, match=r"absent\.json can't be fetched .* give the path of a copy"):
        fetch(f"{address}/absent.json")


def test_every_named_set_is_known_with_its_source_and_licence():
    assert set(KNOWN) >= NAMED | {"mamo-easy-fixed", "mamo-complex-fixed", "industryor-fixed"}
    assert all(known.licence and known.address for known in KNOWN.values())
