"""Rollouts: the policy answers, hears what its blocks print, and is rewarded; flat groups are asked anew.

Dynamic sampling is DAPO's (Yu et al. 2025, section 3.2): a group whose answers all earn the same has no advantage, so
another question is asked in its place, for some rounds at most.
"""
# pyright: basic
# Reason: TRL and torch have few types.

import random
import time
from collections.abc import Sequence
from itertools import islice
from typing import Any

import torch

from schemas.reinforce_spec import Asking, ReinforceSpec
from schemas.reward import RewardedBatch
from tasks.trainer.answer import STOPS, Answer
from tasks.trainer.curriculum import Curriculum
from tasks.trainer.questions import Questions, number_of, prompt_tokens
from tasks.trainer.rewarding import Rewards
from tasks.trainer.speaking import speak


class Rollouts:
    """What TRL calls for the completions of a step."""

    def __init__(self, spec: ReinforceSpec, rewards: Rewards, questions: Questions, held_out: Questions | None) -> None:
        """Take what is asked, and who rewards."""
        self.spec = spec
        self.rewards = rewards
        self.questions = questions
        self.held_out = held_out
        self.curriculum = Curriculum(questions.count) if spec.curriculum else None

    def __call__(self, prompts: Sequence[Any], trainer: Any) -> dict[str, Any]:
        """Completions for prompts, of which each comes as often as its group is large."""
        began, training = time.monotonic(), trainer.model.training
        group = trainer.num_generations if training else trainer.num_generations_eval
        numbers = [number_of(prompt) for prompt in islice(prompts, 0, None, group)]
        if training and self.curriculum:
            numbers = [self.curriculum.draw() for _ in numbers]
        groups, seconds = self.answered(numbers, group, trainer)
        settled = len(groups)
        for _ in range(self.spec.policy.resample_rounds if training else 0):
            flat = [place for place, answers in enumerate(groups) if is_flat(answers)]
            if not anyone(bool(flat), trainer):
                break
            fresh, more = self.answered([self.another() for _ in flat], group, trainer)
            seconds, settled = seconds + more, settled + len(fresh)
            for place, answers in zip(flat, fresh, strict=True):
                groups[place] = answers
        figures = {"reward_seconds": seconds, "rollout_seconds": time.monotonic() - began, "settled": settled * group}
        return columns([answer for answers in groups for answer in answers], figures, trainer.use_vllm)

    def another(self) -> int:
        """A question in the place of one that taught nothing."""
        return self.curriculum.draw() if self.curriculum else self.questions.other(random.random())

    def answered(self, numbers: Sequence[int], group: int, trainer: Any) -> tuple[list[list[Answer]], float]:
        """A rewarded group of answers to each question, and the seconds that rewards and outputs took."""
        asked = self.questions if trainer.model.training or self.held_out is None else self.held_out
        tokenizer = trainer.processing_class
        groups = [self.begin(asked, number, group, tokenizer) for number in numbers]
        answers = [answer for each in groups for answer in each]
        seconds = self.converse(answers, trainer)
        began = time.monotonic()
        batch = self.settled(answers)
        for answer, rewarded in zip(answers, batch.rewarded, strict=True):
            answer.rewarded = rewarded
            if self.curriculum and trainer.model.training:
                self.curriculum.note(answer.number, rewarded.answer > 0)
        return groups, seconds + time.monotonic() - began

    def begin(self, asked: Questions, number: int, group: int, tokenizer: Any) -> list[Answer]:
        """A group of answers of which nothing is said yet."""
        question = asked.ask(number)
        prompt = prompt_tokens(question, tokenizer)
        return [Answer(number, question, prompt) for _ in range(group)]

    def converse(self, answers: Sequence[Answer], trainer: Any) -> float:
        """Have all answers said to their end; returns the seconds that the interpreter took."""
        turns = self.spec.asking is Asking.interpreter
        most, stops = self.spec.answer_tokens, STOPS if turns else ()
        speaking, seconds = list(answers), 0.0
        while anyone(bool(speaking), trainer):
            room = max((most - len(answer.tokens) for answer in speaking), default=1)
            spoken = speak(trainer, [answer.prompt + answer.tokens for answer in speaking], room, stops)
            for answer, (tokens, logprobs) in zip(speaking, spoken, strict=True):
                left = most - len(answer.tokens)
                answer.say(tokens[:left], logprobs[:left], trainer.processing_class)
            open_ended = [answer for answer in speaking if turns and self.may_go_on(answer, trainer)]
            began = time.monotonic()
            speaking = self.heard(open_ended, trainer.processing_class)
            seconds += time.monotonic() - began
        return seconds

    def may_go_on(self, answer: Answer, trainer: Any) -> bool:
        """Whether an answer has neither ended nor used up its tokens."""
        return len(answer.tokens) < self.spec.answer_tokens and answer.tokens[-1] not in trainer.eos_token_ids

    def heard(self, answers: Sequence[Answer], tokenizer: Any) -> list[Answer]:
        """Those that go on, after the blocks that wait have run; who has used up its blocks ends at the next one."""
        waiting = [(answer, block) for answer in answers if (block := answer.block()) is not None]
        running = [(answer, block) for answer, block in waiting if answer.executions < self.spec.executions]
        outputs = self.rewards.run([(answer.question, block) for answer, block in running]) if running else []
        silent = {id(answer) for answer, _ in waiting}
        for (answer, block), output in zip(running, outputs, strict=True):
            if answer.hear(block, output, tokenizer, self.spec.answer_tokens):
                silent.remove(id(answer))
        return [answer for answer in answers if id(answer) not in silent]

    def settled(self, answers: Sequence[Answer]) -> RewardedBatch:
        """What answers earn."""
        completed = [answer.completed() for answer in answers]
        return self.rewards.settle(completed) if completed else RewardedBatch(rewarded=(), seconds=0.0)


def is_flat(answers: Sequence[Answer]) -> bool:
    """Whether all answers of a group earn the same."""
    return len({answer.rewarded.reward for answer in answers if answer.rewarded}) == 1


def anyone(here: bool, trainer: Any) -> bool:
    """Whether anything is left to do in any process: all of them must go round as often."""
    told = torch.tensor([int(here)], device=trainer.accelerator.device)
    return bool(trainer.accelerator.gather(told).any())


def columns(answers: Sequence[Answer], figures: dict[str, float], logprobs: bool) -> dict[str, Any]:
    """Answers as TRL wants them, and what the rewards' function is given."""
    return {
        "prompt_ids": [answer.prompt for answer in answers],
        "completion_ids": [answer.tokens for answer in answers],
        "logprobs": [answer.logprobs for answer in answers] if logprobs else None,
        "env_mask": [answer.mask for answer in answers],
        "rewarded": [answer.rewarded for answer in answers],
        "executions": [answer.executions for answer in answers],
        **{name: [value] * len(answers) for name, value in figures.items()},
    }
