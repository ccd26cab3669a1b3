"""A tiny world for policies: one question, and a language model that can say little more than programs for it.

Its vocabulary has whole stretches of programs as single tokens, so that a policy of some ten thousand weights writes
real programs in a handful of tokens, and learns within some steps. It was shown right and wrong programs, and now and
then a shortcut that prints the answer without solving anything.
"""
# pyright: basic
# Reason: transformers and tokenizers have few types.

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from transformers import AutoTokenizer, Qwen3ForCausalLM

from schemas.policy_question import PolicyQuestion
from schemas.policy_training import PolicyJob
from schemas.reinforce_spec import ReinforceSpec
from schemas.solve import SolverName
from schemas.teacher import Message
from tasks.launching.job import leave_job
from tasks.policy.job import write_questions
from tasks.trainer import folder
from tests.tasks.trainer.tiny import make_model

EARNS, HOURS = (5, 7), (18, 24)
RIGHT = (7, 24)
"""What a desk earns, and the hours that there are."""
OPEN = "<think>I model it.</think><code>"
BUILD = (
    "import pulp\nm = pulp.LpProblem('p', pulp.LpMaximize)\nx = pulp.LpVariable('x', 0)\ny = pulp.LpVariable('y', 0)\n"
)
SOLVE = "m.solve(pulp.PULP_CBC_CMD(msg=0))\nprint(pulp.value(m.objective))\n"
CLOSE = "</code>"
FENCE, UNFENCE = "```python\n", "```\n"
AIM = {earned: f"m += {earned} * x + 2 * y\n" for earned in EARNS}
LIMIT = {hours: f"m += 3 * x + y <= {hours}\n" for hours in HOURS}
BEST = {(earned, hours): max(2, earned / 3) * hours for earned in EARNS for hours in HOURS}
PRINT = f"print({BEST[RIGHT]})\n"
BOX = {value: f"\\boxed{{{value}}}" for value in BEST.values()}
CHUNKS = (
    OPEN,
    BUILD,
    SOLVE,
    CLOSE,
    FENCE,
    UNFENCE,
    *AIM.values(),
    *LIMIT.values(),
    PRINT,
    *BOX.values(),
)
EPISODES = 1500
SHORT = {
    "method": "full",
    "precision": "float32",
    "gradient_checkpointing": False,
    "learning_rate": 1e-3,
    "batch_per_device": 16,
    "questions_per_step": 4,
    "group": 8,
    "answer_tokens": 24,
    "evaluate_every": 0,
    "reward": {"door": "local", "limits": {"wall_seconds": 3, "memory_mib": 2048}},
    "launch": {"config": "single_cpu"},
}
"""Of a reinforcement that takes a second a step."""


def question(number: int, solver: SolverName = SolverName.pulp) -> PolicyQuestion:
    """The question, once more."""
    words = (
        f"A desk earns {RIGHT[0]} and takes 3 hours, a stool earns 2 and takes 1. There are {RIGHT[1]} hours. "
        "What is the most profit?"
    )
    return PolicyQuestion(
        id=f"shop-{number}",
        prompt=(Message(role="user", content=words),),
        statement=words,
        solver=solver,
        answer=str(BEST[RIGHT]),
    )


QUESTIONS = [question(number) for number in range(4)]
Spoken = list[tuple[str, bool]]
"""Texts, and whether the policy said them."""


def one_shot(random: Random, shortcuts: float) -> Spoken:
    """An answer in tags: a program of which each of two lines is right as often as not, or the shortcut."""
    if random.random() < shortcuts:
        return [(text, True) for text in (OPEN, PRINT, CLOSE)]
    texts = (OPEN, BUILD, AIM[random.choice(EARNS)], LIMIT[random.choice(HOURS)], SOLVE, CLOSE)
    return [(text, True) for text in texts]


def with_interpreter(random: Random, shortcuts: float) -> Spoken:
    """An answer of two turns: a block, what it printed, and a number in the box, right as often as not."""
    _ = shortcuts
    tried = random.choice(EARNS), random.choice(HOURS)
    block = [(text, True) for text in (FENCE, BUILD, AIM[tried[0]], LIMIT[tried[1]], SOLVE, UNFENCE)]
    heard = f"```output\n{BEST[tried]}\n```\n"
    return [*block, (heard, False), (BOX[random.choice((BEST[tried], *BOX))], True)]


def make_policy(path: Path, answer: Callable[[Random, float], Spoken] = one_shot, shortcuts: float = 0.0) -> Path:
    """A policy that was shown answers, in a folder as the Hub has them; the same each time."""
    base = make_model(path, [QUESTIONS[0].statement], width=32)
    tokenizer: Any = AutoTokenizer.from_pretrained(base)
    tokenizer.add_tokens(list(CHUNKS))
    model: Any = Qwen3ForCausalLM.from_pretrained(base)
    torch.manual_seed(0)
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    random = Random(0)
    rows = [encoded(tokenizer, answer(random, shortcuts)) for _ in range(EPISODES)]
    learn(model, rows)
    model.save_pretrained(base)
    tokenizer.save_pretrained(base)
    return base


def encoded(tokenizer: Any, answer: Spoken) -> tuple[list[int], list[int]]:
    """Tokens and labels of the question and an answer."""
    prompt = [message.model_dump() for message in QUESTIONS[0].prompt]
    ids = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=True, return_dict=True)
    tokens = list(ids["input_ids"])
    labels = [-100] * len(tokens)
    for text, trained in answer:
        more = tokenizer(text, add_special_tokens=False)["input_ids"]
        tokens += more
        labels += more if trained else [-100] * len(more)
    return [*tokens, tokenizer.eos_token_id], [*labels, tokenizer.eos_token_id]


def learn(model: Any, rows: Sequence[tuple[list[int], list[int]]], batch: int = 32) -> None:
    """One pass over the rows."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for start in range(0, len(rows), batch):
        some = rows[start : start + batch]
        longest = max(len(tokens) for tokens, _ in some)
        tokens = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in some])
        labels = torch.tensor([ids + [-100] * (longest - len(ids)) for _, ids in some])
        loss = model(input_ids=tokens, labels=labels).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()


def shop_job(output: Path, model: Path, **fields: Any) -> Path:
    """The job of a short reinforcement on the four questions."""
    named = {"questions": "shop.jsonl", "model": str(model), "output": str(output)}
    spec = ReinforceSpec.model_validate({**SHORT, **named, **fields})
    job = leave_job(PolicyJob(spec=spec, questions=str(output / folder.QUESTIONS), world_size=1))
    write_questions(output / folder.QUESTIONS, QUESTIONS)
    return job
