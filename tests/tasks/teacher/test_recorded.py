import threading
from concurrent.futures import ThreadPoolExecutor

from schemas.teacher import Completion, Message, Prompt, Purpose
from tasks.teacher.faculty import Slots
from tasks.teacher.recorded import Recorded


class Parrot:
    """Answers with a number, and remembers how often and how many at once it was asked."""

    model = "parrot"

    def __init__(self) -> None:
        self.asked = 0
        self.together = 0
        self.most = 0
        self.lock = threading.Lock()

    def complete(self, prompt: Prompt) -> Completion:
        with self.lock:
            self.asked += 1
            self.together += 1
            self.most = max(self.most, self.together)
        threading.Event().wait(0.02)
        with self.lock:
            self.together -= 1
        key = prompt.request_hash(self.model)
        return Completion(request_hash=key, model=self.model, purpose=prompt.purpose, text=str(self.asked))


def prompt(words: str, sample: int = 0) -> Prompt:
    return Prompt(purpose=Purpose.mutate, messages=(Message(role="user", content=words),), sample=sample)


def test_a_question_is_paid_for_once():
    parrot, kept = Parrot(), list[Completion]()
    teacher = Recorded(parrot, {}, kept.append)
    assert teacher.complete(prompt("a")) == teacher.complete(prompt("a"))
    assert parrot.asked == len(kept) == 1


def test_what_an_earlier_run_paid_for_is_not_asked_again():
    parrot, kept = Parrot(), list[Completion]()
    first = Recorded(parrot, {}, kept.append)
    first.complete(prompt("a"))
    later = Recorded(parrot, {call.request_hash: call for call in kept}, kept.append)
    assert later.complete(prompt("a")) == kept[0]
    assert parrot.asked == 1


def test_another_sample_of_the_same_question_is_another_question():
    parrot = Parrot()
    teacher = Recorded(parrot, {}, lambda _: None)
    assert teacher.complete(prompt("a")) != teacher.complete(prompt("a", sample=1))


def test_an_answer_is_kept_before_anyone_uses_it():
    parrot = Parrot()

    def fail(_: Completion) -> None:
        raise OSError("the disk is full")

    teacher = Recorded(parrot, {}, fail)
    for _ in range(2):
        try:
            teacher.complete(prompt("a"))
        except OSError:
            continue
        raise AssertionError("an answer that was not kept came through")
    assert parrot.asked == 2


def test_of_many_that_ask_the_same_at_once_one_asks():
    parrot, kept = Parrot(), list[Completion]()
    teacher = Recorded(parrot, {}, kept.append)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(teacher.complete, [prompt("a")] * 8))
    assert parrot.asked == len(kept) == 1
    assert answers == kept * 8


def test_no_more_requests_are_in_flight_than_there_are_slots():
    parrot = Parrot()
    teacher = Recorded(Slots(parrot, 3), {}, lambda _: None)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(teacher.complete, [prompt(str(number)) for number in range(12)]))
    assert parrot.asked == 12
    assert parrot.most == 3
