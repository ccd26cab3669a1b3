"""Several processes keep their answers in one book: each is paid for once, and all pay out of one budget."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import tasks
from schemas.budget import Budget
from schemas.spec import EvolveSpec
from schemas.teacher import Completion, Message, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.call_book import CallBook
from tasks.ledger import read_lines
from tasks.teacher.faculty import Faculty
from tasks.teacher.teacher import Unanswerable
from tests.model_server.client import RunningServer

ROOT = Path(tasks.__file__).parents[1]
ASK = """
import sys, time
from pathlib import Path
from tasks.call_book import CallBook
with CallBook(Path(sys.argv[1])).asking(sys.argv[2]):
    print("asking", flush=True)
    time.sleep(60)
"""
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def server() -> Generator[RunningServer]:
    with RunningServer(answers="echo", latency_seconds=0.1) as running:
        yield running


def process_of(server: RunningServer, path: Path, **fields: object) -> Faculty:
    """What one of two processes has: a book of its own over the file that both share."""
    teacher = TeacherSpec(model="openai/mill", address=server.address, completion_usd=1.0, prompt_usd=1.0)
    book = CallBook(path, askers=2)
    own = {completion.request_hash: completion for completion in book.news()}
    spec = EvolveSpec.model_validate({"lake": str(path.parent / "lake"), "teacher": teacher, **fields})
    return Faculty(spec, own, book.append, book)


def prompt(words: str, purpose: Purpose = Purpose.formulate) -> Prompt:
    return Prompt(purpose=purpose, messages=(Message(role="user", content=words),))


def book_of(path: Path) -> list[str]:
    return [completion.request_hash for completion in read_lines(path, Completion)]


def test_what_another_process_was_answered_is_not_asked_again(server: RunningServer, tmp_path: Path):
    server.reset()
    first, second = (process_of(server, tmp_path / "calls.jsonl") for _ in range(2))
    assert first.complete(prompt("a")) == second.complete(prompt("a"))
    assert server.stats()["requests"] == len(book_of(tmp_path / "calls.jsonl")) == 1


def test_of_two_processes_that_want_the_same_answer_at_once_one_asks(server: RunningServer, tmp_path: Path):
    server.reset()
    faculties = [process_of(server, tmp_path / "calls.jsonl") for _ in range(2)] * 8
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(Faculty.complete, faculties, [prompt("b")] * 16))
    assert len(set(answers)) == 1
    assert server.stats()["requests"] == len(book_of(tmp_path / "calls.jsonl")) == 1


def test_different_questions_wait_for_nobody(server: RunningServer, tmp_path: Path):
    server.reset()
    faculties = [process_of(server, tmp_path / "calls.jsonl") for _ in range(2)] * 8
    began = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(Faculty.complete, faculties, [prompt(str(number)) for number in range(16)]))
    assert server.stats()["requests"] == 16
    assert time.monotonic() - began < 8 * 0.1 + 1


def test_a_process_that_dies_while_it_asks_keeps_nobody_waiting(tmp_path: Path):
    path = tmp_path / "calls.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-c", ASK, str(path), KEY],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "asking\n"
    entered = threading.Event()

    def ask() -> None:
        with CallBook(path).asking(KEY):
            entered.set()

    with CallBook(path).asking(KEY[::-1]):
        pass
    thread = threading.Thread(target=ask)
    thread.start()
    assert not entered.wait(0.3)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert entered.wait(5)
    thread.join()


def test_a_budget_is_that_of_all_processes_together(server: RunningServer, tmp_path: Path):
    path = tmp_path / "calls.jsonl"
    one = process_of(server, path).complete(prompt("what does a call cost?"))
    budget = Budget(most_usd=one.cost_usd * 10)
    faculties = [process_of(server, tmp_path / "paid.jsonl", budget=budget) for _ in range(2)]
    refused = 0
    for number in range(30):
        try:
            faculties[number % 2].complete(prompt(f"what does a call {number:03d}?"))
        except Unanswerable:
            refused += 1
    assert 8 <= 30 - refused <= 10
