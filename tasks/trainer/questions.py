"""The questions of a reinforcement, by number: those of a file again and again, or procedural ones without end.

TRL is given numbers in the place of prompts, and the rollouts look the questions up: so they can swap one for another,
and a question that nobody needs is never made.
"""
# pyright: basic
# Reason: transformers and datasets have few types.

from typing import Any, Protocol

from datasets import Dataset

from schemas.json_lines import read_lines
from schemas.policy_question import PolicyQuestion
from tasks.trainer.errors import TrainerError
from tasks.trainer.rewarding import Rewards

FRESH = 2**31
"""Procedural questions from here on stand in for others."""


class Questions(Protocol):
    """Questions by number."""

    count: int
    """How many there are; those of a stream: how many the training takes in its own order."""

    def ask(self, number: int) -> PolicyQuestion:
        """The question of a number."""
        ...

    def other(self, chance: float) -> int:
        """The number of a question to take instead of another one; `chance` is uniform on [0, 1)."""
        ...


class Book:
    """Questions of a file."""

    def __init__(self, questions: list[PolicyQuestion]) -> None:
        """Take them."""
        self.questions = questions
        self.count = len(questions)

    def ask(self, number: int) -> PolicyQuestion:
        """The question of a number."""
        return self.questions[number]

    def other(self, chance: float) -> int:
        """Any of them."""
        return int(chance * self.count)


class Stream:
    """Procedural questions, made by the reward service as they are asked for."""

    def __init__(self, rewards: Rewards, count: int) -> None:
        """Take how many the training asks for in its own order."""
        self.rewards = rewards
        self.count = count

    def ask(self, number: int) -> PolicyQuestion:
        """The question of a number."""
        return self.rewards.questions([number])[0]

    def other(self, chance: float) -> int:
        """One that the training's own order never comes to."""
        return FRESH + int(chance * FRESH)


def read_book(path: str, tokenizer: Any, most_tokens: int) -> Book:
    """The questions of a file, those that are too long left out.

    Raises:
        TrainerError: none is left.
    """
    every = list(read_lines(PolicyQuestion, path))
    kept = [question for question in every if len(prompt_tokens(question, tokenizer)) <= most_tokens]
    if not kept:
        raise TrainerError(f"question_tokens = {most_tokens} leaves none of the {len(every)} questions; raise it")
    return Book(kept)


def prompt_tokens(question: PolicyQuestion, tokenizer: Any) -> list[int]:
    """What the policy reads, as tokens."""
    messages = [message.model_dump() for message in question.prompt]
    encoded = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=True, return_dict=True)
    return list(encoded["input_ids"])


def numbered(questions: Questions) -> Dataset:
    """Numbers as TRL's prompts."""
    return Dataset.from_dict(
        {"prompt": [[{"role": "user", "content": str(number)}] for number in range(questions.count)]}
    )


def number_of(prompt: list[dict[str, str]]) -> int:
    """The number that stands in the place of a prompt."""
    return int(prompt[0]["content"])
