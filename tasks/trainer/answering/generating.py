"""A causal language model that answers questions in batches: from a folder or from the Hub, an adapter included.

A greedy answer in a batch may differ from the same one alone where rounding decides between two tokens.
"""
# pyright: basic
# Reason: transformers and torch have few types.

from collections.abc import Iterable, Iterator
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

Line = dict[str, Any]
ROOM = 16
"""Tokens that a context must leave for an answer."""


class Generating:
    """A model and its tokenizer."""

    def __init__(self, name: str) -> None:
        """Read them, onto the GPU where there is one.

        Raises:
            OSError, ValueError: there is no such model.
        """
        self.name = name
        self.tokenizer: Any = AutoTokenizer.from_pretrained(name, padding_side="left")
        if self.tokenizer.pad_token is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        weights: Any = AutoModelForCausalLM.from_pretrained(name, dtype="auto")
        self.model: Any = weights.to("cuda" if torch.cuda.is_available() else "cpu").eval()

    def answer(self, questions: list[Line]) -> Iterator[Line]:
        """Answers to questions that share temperature and limit."""
        most = getattr(self.model.config, "max_position_embeddings", None)
        fitting: list[Line] = []
        for question in questions:
            count = len(self.tokenizer(self.rendered(question), add_special_tokens=False)["input_ids"])
            if most is not None and count > most - ROOM:
                yield {"id": question["id"], "overflow": f"takes {most} tokens, and the question has {count}"}
            else:
                fitting.append(question)
        if fitting:
            yield from self.generate(fitting, most)

    def generate(self, questions: list[Line], most: int | None) -> Iterator[Line]:
        """Answers to questions that leave room."""
        texts = [self.rendered(question) for question in questions]
        told = self.tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False).to(self.model.device)
        width = told["input_ids"].shape[1]
        new = questions[0]["max_tokens"] if most is None else min(questions[0]["max_tokens"], most - width)
        torch.manual_seed(questions[0]["seed"])
        with torch.inference_mode():
            written = self.model.generate(
                **told,
                max_new_tokens=new,
                **drawing(questions[0]),
                **self.stopping(questions[0]),
                pad_token_id=self.tokenizer.pad_token_id,
            )
        for question, asked, row in zip(questions, told["attention_mask"], written[:, width:].tolist(), strict=True):
            answer = row[: self.length(row)]
            counts = {"prompt_tokens": int(asked.sum()), "completion_tokens": len(answer)}
            text = self.tokenizer.decode(answer, skip_special_tokens=True)
            yield {"id": question["id"], "text": until(text, question.get("stop", ())), **counts}

    def stopping(self, question: Line) -> Line:
        """Words at which an answer ends."""
        stop = question.get("stop")
        return {"stop_strings": stop, "tokenizer": self.tokenizer} if stop else {}

    def length(self, row: list[int]) -> int:
        """Tokens of an answer up to the one that ends it; what follows pads the batch."""
        ends = self.model.generation_config.eos_token_id
        last = set(ends if isinstance(ends, list) else [ends])
        return next((at for at, token in enumerate(row, start=1) if token in last), len(row))

    def rendered(self, question: Line) -> str:
        """The messages as the model was taught to read them; plainly, one under another, where it has no template."""
        messages, begun = question["messages"], ""
        if question.get("continues"):
            messages, begun = messages[:-1], messages[-1]["content"]
        if self.tokenizer.chat_template:
            asked = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
            return f"{asked}{begun}"
        return "\n\n".join([message["content"] for message in messages] + [begun])


def until(text: str, stop: Iterable[str]) -> str:
    """A text up to the first of the words that end it."""
    return text[: min((at for word in stop if (at := text.find(word)) >= 0), default=len(text))]


def drawing(question: Line) -> dict[str, Any]:
    """How the next token is drawn: the likeliest one at temperature 0."""
    if not question["temperature"]:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    return {"do_sample": True, "temperature": question["temperature"], "top_p": question["top_p"], "top_k": 0}
