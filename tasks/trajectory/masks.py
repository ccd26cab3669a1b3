"""Which tokens of a trajectory carry loss: those that lie wholly in trained segments, and no others.

The text is tokenized as one, as a server tokenizes what it goes on from; a token that straddles two authors carries no
loss unless both are trained. Needs neither torch nor a workflow engine, so that every trainer can use it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from tokenizers import Tokenizer

from schemas.frozen import Frozen
from schemas.trajectory import Author, Segment

Part = tuple[str, bool]
"""A stretch of text, and whether it is trained."""
MARK = "optmill"
"""Stands for an answer where a chat template is asked what follows one."""


class Masked(Frozen):
    """A text as tokens."""

    tokens: tuple[int, ...]
    mask: tuple[int, ...]
    """1 for each token that carries loss, else 0."""


def trained_parts(segments: Iterable[Segment], hints: bool = True) -> list[Part]:
    """Segments as parts: the reasoner's are trained, the interpreter's never, the intervener's where hints are."""
    trained = {Author.reasoner: True, Author.interpreter: False, Author.intervener: hints}
    return [(segment.text, trained[segment.author]) for segment in segments]


def loss_mask(offsets: Iterable[tuple[int, int]], parts: Sequence[Part]) -> list[int]:
    """Which tokens carry loss.

    Args:
        offsets: first character of each token, and the one behind its last, in the joined text of the parts.
        parts: all of the text, its prompt included.
    """
    untrained = [0, *accumulate(int(not trained) for text, trained in parts for _ in text)]
    return [int(start < end and untrained[start] == untrained[end]) for start, end in offsets]


def mask_answer(tokenizer: Any, prompt: list[dict[str, str]], parts: Sequence[Part]) -> Masked:
    """A prompt and its whole answer as a chat model's tokens.

    The mark that ends the answer's turn is trained as the answer's last part is.

    Args:
        tokenizer: of transformers, a fast one with a chat template.
        prompt: messages before the answer.
        parts: the answer.
    """
    asked = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False)
    ends = bool(parts) and parts[-1][1]
    return mask_text(tokenizer.backend_tokenizer, [(asked, False), *parts, (turn_end(tokenizer, prompt), ends)])


def mask_text(tokenizer: Tokenizer, parts: Sequence[Part]) -> Masked:
    """A text as tokens, with no special ones but those that stand in it."""
    encoded = plain(tokenizer).encode("".join(text for text, _ in parts), add_special_tokens=False)
    return Masked(tokens=tuple(encoded.ids), mask=tuple(loss_mask(without_gaps(encoded.offsets), parts)))


def without_gaps(offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Offsets that leave no character out: one that a normalizer joined to another belongs to the other's tokens."""
    covered: list[tuple[int, int]] = []
    following = 0
    for start, end in reversed(offsets):
        if covered and covered[-1][0] > start:
            following = covered[-1][0]
        covered.append((start, max(end, following)))
    return covered[::-1]


@lru_cache(maxsize=4)
def plain(tokenizer: Tokenizer) -> Tokenizer:
    """A tokenizer's copy that tells offsets as they are: some trim blanks off them, and cut texts short."""
    copy = Tokenizer.from_str(tokenizer.to_str())
    copy.post_processor = None  # pyright: ignore[reportAttributeAccessIssue] - the setter takes None
    copy.no_truncation()
    copy.no_padding()
    return copy


def turn_end(tokenizer: Any, prompt: list[dict[str, str]]) -> str:
    """What a chat template writes behind an answer, such as `<|im_end|>` and a line's end."""
    answer = {"role": "assistant", "content": MARK}
    whole = tokenizer.apply_chat_template([*prompt, answer], tokenize=False)
    return whole[whole.rindex(MARK) + len(MARK) :]
