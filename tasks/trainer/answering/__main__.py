"""`python -m tasks.trainer.answering --model FOLDER`: answers questions in the trainer's environment until they end.

Questions and answers are lines of JSON, on stdin and stdout. A question has `id`, `messages`, `max_tokens`,
`temperature`, `top_p` and `seed`, and may have `continues`, where its last message is the beginning of the answer, and
`stop`, words that end it; its answer has `id`, `text`, `prompt_tokens` and `completion_tokens`, or `overflow`: why it
leaves no room for one. A line with `refused` says why nobody will be answered. What libraries print goes to stderr.
"""

import argparse
import json
import os
import queue
import sys
import threading
from collections.abc import Iterator
from typing import Any

Line = dict[str, Any]
BATCH = 16
"""Questions answered at a time."""


def main() -> None:
    """Answer what stdin asks."""
    parser = argparse.ArgumentParser(prog="answering", description="Answers questions, lines of JSON on stdin.")
    parser.add_argument("--model", required=True)
    chosen = parser.parse_args()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        from tasks.trainer.answering.generating import Generating

        model = Generating(chosen.model)
    except ImportError as error:
        say(answers, {"refused": f"it needs the library {error.name}: pip install '.[train]', or set OPTMILL_TRAINER"})
        return
    except (OSError, ValueError) as error:
        say(answers, {"refused": f"it can't be read ({error}); give a folder or a Hub name"})
        return
    for batch in batches(asked()):
        for line in model.answer(batch):
            say(answers, line)


def say(answers: Any, line: Line) -> None:
    """Write one line, at once."""
    answers.write(json.dumps(line) + "\n")
    answers.flush()


def asked() -> "queue.SimpleQueue[Line | None]":
    """The questions as they come; None at their end."""
    found: queue.SimpleQueue[Line | None] = queue.SimpleQueue()

    def read() -> None:
        for text in sys.stdin:
            found.put(json.loads(text))
        found.put(None)

    threading.Thread(target=read, daemon=True).start()
    return found


def batches(questions: "queue.SimpleQueue[Line | None]") -> Iterator[list[Line]]:
    """Questions that have come meanwhile, those that may be answered together; the shortest first."""
    waiting: list[Line] = []
    ended = False
    while waiting or not ended:
        while not ended and (not waiting or not questions.empty()):
            question = questions.get()
            ended = question is None
            waiting += [] if question is None else [question]
        if waiting:
            batch = together(waiting)
            waiting = [question for question in waiting if question not in batch]
            yield batch


def together(waiting: list[Line]) -> list[Line]:
    """Greedy questions with one limit; one whose answer is drawn stands alone, for its seed decides it."""
    ordered = sorted(waiting, key=lambda question: sum(len(message["content"]) for message in question["messages"]))
    first = ordered[0]
    if first["temperature"]:
        return [first]
    limits = (first["max_tokens"], first.get("stop"))
    same = (q for q in ordered if not q["temperature"] and (q["max_tokens"], q.get("stop")) == limits)
    return [question for question, _ in zip(same, range(BATCH), strict=False)]


if __name__ == "__main__":
    main()
