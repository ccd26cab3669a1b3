"""A small model in this process, by the transformers library: for a processor, or one GPU, without a server.

One answer at a time: whoever needs more starts a vLLM server. Weights are read once a process.
"""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingImports=false, reportAttributeAccessIssue=false
# Reason: transformers and torch come with the train extra, and much of them has no types.

import threading
import time
from functools import cached_property
from typing import Any

from schemas.teacher import Completion, Prompt, Refusal
from tasks.teacher.teacher import TeacherRefused, Unanswerable

ROOM = 16
"""Tokens that a context must leave for an answer."""


class LocalTeacher:
    """A causal language model from a folder or from the Hub, an adapter of one included."""

    def __init__(self, model: str) -> None:
        """Name the model, `hf/FOLDER` or `hf/OWNER/NAME`; it is read by the first question.

        Args:
            model: stands in every completion.
        """
        self.model = model
        self.place = model.partition("/")[2]
        self.lock = threading.Lock()

    @cached_property
    def parts(self) -> tuple[Any, Any]:
        """Tokenizer and weights.

        Raises:
            TeacherRefused: the library or the model is not there.
        """
        try:
            from transformers import AutoModelForCausalLM, AutoTokenizer
        except ImportError as error:
            raise TeacherRefused(f"{self.model} needs the library {error.name}: pip install '.[train]'") from error
        try:
            tokenizer = AutoTokenizer.from_pretrained(self.place)
            weights: Any = AutoModelForCausalLM.from_pretrained(self.place, dtype="auto")
            return tokenizer, weights.to(device()).eval()
        except (OSError, ValueError) as error:
            raise TeacherRefused(
                f"{self.model} can't be read ({error}); give hf/ and a folder or a Hub name"
            ) from error

    def complete(self, prompt: Prompt) -> Completion:
        """Answer one prompt; others wait.

        Raises:
            TeacherRefused: the model can't be read.
            Unanswerable: the prompt leaves no room for an answer.
        """
        with self.lock:
            started = time.monotonic()
            text, asked, answered = self.generate(prompt)
        return Completion(
            request_hash=prompt.request_hash(self.model),
            model=self.model,
            purpose=prompt.purpose,
            text=text,
            prompt_tokens=asked,
            completion_tokens=answered,
            latency_seconds=time.monotonic() - started,
        )

    def generate(self, prompt: Prompt) -> tuple[str, int, int]:
        """Text, tokens of the prompt, and tokens of the answer."""
        import torch

        tokenizer, model = self.parts
        asked = tokenizer(self.rendered(prompt), return_tensors="pt", add_special_tokens=False).to(model.device)
        count, most = asked["input_ids"].shape[1], getattr(model.config, "max_position_embeddings", None)
        if most is not None and count > most - ROOM:
            said = f"{self.model} takes {most} tokens, and the question has {count}"
            raise Unanswerable(Refusal.context_overflow, said, 0)
        torch.manual_seed(prompt.sampling.seed)
        new = prompt.sampling.max_tokens if most is None else min(prompt.sampling.max_tokens, most - count)
        with torch.inference_mode():
            written = model.generate(**asked, max_new_tokens=new, **drawing(prompt), **ending(prompt, tokenizer))
        answer = written[0, count:]
        return tokenizer.decode(answer, skip_special_tokens=True), count, len(answer)

    def rendered(self, prompt: Prompt) -> str:
        """The messages as the model was taught to read them; plainly, one under another, where it has no template."""
        begun = prompt.messages[-1].content if prompt.continues else ""
        messages = [message.model_dump() for message in prompt.messages[: -1 if prompt.continues else None]]
        tokenizer, _ = self.parts
        if tokenizer.chat_template:
            return str(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)) + begun
        return "\n\n".join([message["content"] for message in messages] + [begun])


def drawing(prompt: Prompt) -> dict[str, Any]:
    """How the next token is drawn: the likeliest one at temperature 0."""
    if prompt.sampling.temperature == 0:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    wanted = {"temperature": prompt.sampling.temperature, "top_p": prompt.sampling.top_p, "top_k": 0}
    return {"do_sample": True, **wanted}


def ending(prompt: Prompt, tokenizer: Any) -> dict[str, Any]:
    """What ends an answer beside its last token, and what stands behind that."""
    stops = {"stop_strings": list(prompt.stop), "tokenizer": tokenizer} if prompt.stop else {}
    return {**stops, "pad_token_id": padding(tokenizer)}


def padding(tokenizer: Any) -> int | None:
    """A token that means nothing."""
    return tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id


def device() -> str:
    """Where the model runs."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"
