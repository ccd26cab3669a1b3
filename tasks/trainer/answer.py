"""One answer of the policy in the making: its tokens, and which of them the interpreter wrote.

The protocol is that of CALM's trajectories: a block in ```` ```python ````, behind it its output in
```` ```output ````. The policy's turn ends where a block is closed, or where it begins an output itself.
"""
# pyright: basic
# Reason: transformers has few types.

import re
from typing import Any

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, Output, Rewarded

STOPS = ("```output", "\n```\n")
"""Where the policy stops to hear: it begins an output, or has closed a fence."""
BLOCK = re.compile(r"^[ \t]*```python[ \t]*\n(.*?)^[ \t]*```[ \t]*$", re.DOTALL | re.MULTILINE)
CLOSE = re.compile(r"^[ \t]*```[ \t]*$", re.MULTILINE)
SHOWN_TOKENS = 512
"""Of an output, at most."""
BOXED = "\\boxed{"


class Answer:
    """What was said so far."""

    def __init__(self, number: int, question: PolicyQuestion, prompt: list[int]) -> None:
        """Begin with nothing."""
        self.number = number
        self.question = question
        self.prompt = prompt
        self.tokens: list[int] = []
        self.mask: list[int] = []
        """1 for each token of the policy, 0 for the interpreter's."""
        self.logprobs: list[float | None] = []
        self.executions = 0
        self.ran = 0
        """Characters of the text up to the last block that ran."""
        self.solved: str | None = None
        """The last block that ran and solved a model."""
        self.text = ""
        self.rewarded: Rewarded | None = None

    def say(self, tokens: list[int], logprobs: list[float | None], tokenizer: Any) -> None:
        """Take what the policy says."""
        self.tokens += tokens
        self.mask += [1] * len(tokens)
        self.logprobs += logprobs
        self.text = tokenizer.decode(self.tokens, skip_special_tokens=True)

    def block(self) -> str | None:
        """The block that waits to be run: the last one, where it is closed and nothing was boxed before it."""
        closed = [match.end() for match in CLOSE.finditer(self.text)]
        # No block is looked for behind the last fence that closes one: many that are open would take minutes.
        blocks = BLOCK.finditer(self.text, 0, closed[-1] if closed else 0)
        found = [match for match in blocks if match.start() >= self.ran]
        if not found or BOXED in self.text[self.ran : found[-1].start()]:
            return None
        return found[-1][1]

    def hear(self, block: str, output: Output, tokenizer: Any, most: int) -> bool:
        """Take what a block printed; whether there is room to go on."""
        self.executions += 1
        self.solved = block if output.solved else self.solved
        shown = tokenizer(output.text, add_special_tokens=False)["input_ids"][:SHOWN_TOKENS]
        begun = self.text.endswith(STOPS[0])
        opening = "\n" if begun else ("" if self.text.endswith("\n") else "\n") + f"{STOPS[0]}\n"
        before, after = (tokenizer(text, add_special_tokens=False)["input_ids"] for text in (opening, "\n```\n"))
        heard = [*before, *shown, *after]
        if len(self.tokens) + len(heard) >= most:
            return False
        self.tokens += heard
        self.mask += [0] * len(heard)
        self.logprobs += [None] * len(heard)
        self.text = tokenizer.decode(self.tokens, skip_special_tokens=True)
        self.ran = len(self.text)
        return True

    def completed(self) -> Completed:
        """The answer as rewards know it: a block that was written last and never ran is its program."""
        return Completed(
            question=self.question, text=self.text, program=None if self.block() is not None else self.solved
        )
