"""What a model is sent beside the messages: all sampling parameters, less those that it was seen to refuse."""

import re
from typing import Any

from schemas.teacher import Prompt

OTHER_NAMES = {"max_tokens": "max_completion_tokens"}
"""What newer models call a parameter."""
OPTIONAL = ("seed", "top_p", "temperature", "max_tokens", "stop", "continue_final_message", "add_generation_prompt")
"""What may be left out, in the order in which it is tried where a refusal names several."""
UNSUPPORTED = re.compile(
    r"unsupported|not support|unrecognized|unknown|extra|not permitted|invalid(?!_request)|cannot both", re.IGNORECASE
)
APART = 7919
"""Between the seeds of two samples of one question."""


class Parameters:
    """Parameters of one model."""

    def __init__(self) -> None:
        """Begin with all."""
        self.dropped: set[str] = set()

    def of(self, prompt: Prompt) -> dict[str, Any]:
        """What goes with a prompt; each sample has a seed of its own."""
        sampling = prompt.sampling
        every = {
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "max_tokens": sampling.max_tokens,
            "seed": (sampling.seed + APART * prompt.sample) % 2**31,
            **({"stop": list(prompt.stop)} if prompt.stop else {}),
        }
        kept = {OTHER_NAMES.get(n, n) if n in self.dropped else n: value for n, value in every.items()}
        return {name: value for name, value in kept.items() if name not in self.dropped}

    def drop_named(self, said: str, sent: dict[str, Any]) -> bool:
        """Leave a parameter out from now on that a refusal names; whether the request that was refused had it.

        Of many requests in flight the first refusal drops it, and the others' are no less reason to ask again.
        """
        if not UNSUPPORTED.search(said):
            return False
        named = next((n for n in OPTIONAL if n in sent and re.search(rf"\b{n}\b", said)), None)
        if named:
            self.dropped.add(named)
        return named is not None
