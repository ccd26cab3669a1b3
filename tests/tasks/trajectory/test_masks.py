"""Exact to the token: what each token's bytes say, held against the mask, for three tokenizers with chat templates."""
# pyright: basic
# Reason: tokenizers and transformers have few types.

from itertools import accumulate
from typing import Any

import pytest

from schemas.trajectory import Author, Segment
from tasks.trajectory.masks import Masked, loss_mask, mask_answer, trained_parts

pytest.importorskip("transformers", reason="the train extra is not installed")
from tests.tasks.trajectory.chat_tokenizers import NAMES, chat_tokenizer

PROMPT = [{"role": "system", "content": "Reason, and use Python."}, {"role": "user", "content": "Minimize 3x, x ≥ 2."}]
R, OUT, H = Author.reasoner, Author.interpreter, Author.intervener
UNICODE = [
    (R, "Zähle 🚚 und Ω≥β; 变量 x.\n```python\nprint('é🚛')\n```"),
    (OUT, "\n```output\né🚛\n```\n"),
    (R, "\\boxed{2}"),
]
NESTED = [
    (R, "````python\ntext = '''\n```output\n7\n```\n'''\nprint(text)\n````"),
    (OUT, "\n````output\n```output\n7\n```\n````\n"),
    (R, "So it printed a fence, and the answer is\n\\boxed{42}"),
]
CUT_BLOCK = [
    (R, "Let x be the number of cars.\n"),
    (H, "Wait, I should let the solver do this.\n\n```python\n"),
    (R, "import pulp\nprint(4"),
    (R, "2)\n```"),
    (OUT, "\n```output\n42\n```\n"),
    (R, "  The solver says 42.\n\n\n"),
    (H, "I trust it.\n"),
    (R, "\\boxed{42}"),
]
CASES = {"unicode": UNICODE, "nested fences": NESTED, "a cut block": CUT_BLOCK}


def segments(case: str) -> list[Segment]:
    """A trajectory."""
    return [Segment(author=author, text=text) for author, text in CASES[case]]


def token_bytes(tokenizer: Any, token: int) -> bytes:
    """What a token stands for, told by its own name in the vocabulary and by no offset."""
    name = tokenizer.convert_ids_to_tokens(token)
    if token in tokenizer.backend_tokenizer.get_added_tokens_decoder() and not name.startswith("<0x"):
        return name.encode()
    if name.startswith("<0x"):
        return bytes([int(name[3:5], 16)])
    if "▁" in tokenizer.backend_tokenizer.to_str():
        return name.replace("▁", " ").encode()
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    letters = {letter: byte for byte, letter in bytes_to_unicode().items()}
    return bytes(letters[letter] for letter in name)


def by_bytes(tokenizer: Any, masked: Masked, parts: list[tuple[str, bool]]) -> tuple[list[int], bytes]:
    """The mask that follows from each token's bytes and each byte's author, and the bytes of all tokens."""
    pieces = [token_bytes(tokenizer, token) for token in masked.tokens]
    whole = b"".join(pieces)
    ahead = len(whole) - sum(len(text.encode()) for text, _ in parts)  # a blank that some put before a text
    trained = [False] * ahead + [own for text, own in parts for _ in text.encode()]
    ends = list(accumulate(len(piece) for piece in pieces))
    return [int(all(trained[end - len(piece) : end])) for piece, end in zip(pieces, ends, strict=True)], whole


@pytest.mark.parametrize("hints", [True, False])
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", NAMES)
def test_the_mask_is_what_each_tokens_bytes_say(name: str, case: str, hints: bool):
    tokenizer = chat_tokenizer(name)
    answer = trained_parts(segments(case), hints)
    masked = mask_answer(tokenizer, PROMPT, answer)
    asked = tokenizer.apply_chat_template(PROMPT, add_generation_prompt=True, tokenize=False)
    end = {"chatml": "<|im_end|>\n", "headers": "<|eot|>", "brackets": "</s>"}[name]
    expected, whole = by_bytes(tokenizer, masked, [(asked, False), *answer, (end, True)])
    assert list(masked.mask) == expected
    assert whole.decode().replace("<s> ", "<s>") == asked + "".join(text for text, _ in answer) + end


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", NAMES)
def test_no_token_of_the_interpreters_carries_loss_and_hints_do_by_option(name: str, case: str):
    tokenizer = chat_tokenizer(name)
    counts: dict[bool, int] = {}
    for hints in (True, False):
        masked = mask_answer(tokenizer, PROMPT, trained_parts(segments(case), hints))
        learnt = tokenizer.decode([t for t, own in zip(masked.tokens, masked.mask, strict=True) if own])
        assert "```output" not in learnt.replace("```output\n7\n```\n'''", "")  # the reasoner's own text holds one
        assert ("I should let the solver" in learnt) == (hints and case == "a cut block")
        assert "boxed" in learnt
        counts[hints] = sum(masked.mask)
    assert (counts[True] > counts[False]) == any(author is H for author, _ in CASES[case])


def test_a_token_that_straddles_two_authors_carries_no_loss():
    parts = [("ab", True), ("cd", False), ("ef", True)]
    assert loss_mask([(0, 2), (2, 3), (3, 5), (5, 6), (6, 6)], parts) == [1, 0, 0, 1, 0]
    tokenizer = chat_tokenizer("chatml")
    composed = mask_answer(tokenizer, PROMPT, [("cafe", True), ("\u0301 is open", False)])
    learnt = tokenizer.decode([t for t, own in zip(composed.tokens, composed.mask, strict=True) if own])
    assert learnt == "caf"


def test_an_answer_that_ends_in_anothers_words_does_not_teach_to_end_there():
    tokenizer = chat_tokenizer("chatml")
    masked = mask_answer(tokenizer, PROMPT, [("x", True), ("\n```output\n4\n```", False)])
    assert sum(masked.mask) == 1
