"""Three tokenizers with chat templates, made on the spot, in the manners of three families of models.

- `chatml`: bytes, composed characters (NFC), digits singly, as Qwen's;
- `headers`: bytes, blanks trimmed off the offsets it tells, and a mark that begins the text, as Llama 3's;
- `brackets`: blanks as letters, whole lines without a cut between words, bytes for what it never saw, as Mistral's.
"""
# pyright: basic
# Reason: tokenizers and transformers have few types.

from functools import cache
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

CORPUS = [
    "Let x be the number of cars and y the number of vans.\n\nMinimize 3x + 4y subject to x + y >= 10.\n" * 3,
    "```python\nimport pulp\nmodel = pulp.LpProblem()\nprint(model.objective)\n```\n```output\n42.0\n```\n" * 3,
    "Wait, the solver says 42, which makes sense.\nThe answer is\n\\boxed{42}\n" * 3,
]
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n<think>\n{% endif %}"
)
HEADERS = (
    "<|begin|>{% for m in messages %}<|start|>{{ m['role'] }}<|end|>\n\n{{ m['content'] | trim }}<|eot|>{% endfor %}"
    "{% if add_generation_prompt %}<|start|>assistant<|end|>\n\n{% endif %}"
)
BRACKETS = (
    "<s>{% for m in messages %}{% if m['role'] == 'assistant' %} {{ m['content'] }}</s>"
    "{% else %}[INST] {{ m['content'] }} [/INST]{% endif %}{% endfor %}"
)
NAMES = ("chatml", "headers", "brackets")


@cache
def chat_tokenizer(name: str) -> Any:
    """One of the three."""
    from transformers import PreTrainedTokenizerFast

    make = {"chatml": chatml, "headers": headers, "brackets": brackets}[name]
    template = {"chatml": CHATML, "headers": HEADERS, "brackets": BRACKETS}[name]
    return PreTrainedTokenizerFast(tokenizer_object=make(), chat_template=template)


def chatml() -> Tokenizer:
    """Bytes, composed characters, digits singly."""
    made = Tokenizer(models.BPE())
    made.normalizer = normalizers.NFC()
    cuts = pre_tokenizers.Split(Regex(r"\p{N}|\s*[\r\n]+|\s?[^\s\p{N}]+|\s+"), behavior="isolated")
    made.pre_tokenizer = pre_tokenizers.Sequence([cuts, pre_tokenizers.ByteLevel(False, use_regex=False)])
    made.post_processor = processors.ByteLevel(trim_offsets=False)
    made.decoder = decoders.ByteLevel()
    return trained_on_bytes(made, ["<|im_start|>", "<|im_end|>"])


def headers() -> Tokenizer:
    """Bytes, blanks trimmed off the offsets."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.post_processor = processors.ByteLevel(trim_offsets=True)
    made.decoder = decoders.ByteLevel()
    return trained_on_bytes(made, ["<|begin|>", "<|start|>", "<|end|>", "<|eot|>"])


def trained_on_bytes(made: Tokenizer, special: list[str]) -> Tokenizer:
    """A tokenizer of bytes with some merges."""
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=600, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator(CORPUS, trainer)
    return made


def brackets() -> Tokenizer:
    """Blanks as letters, bytes for what it never saw."""
    made = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>"))
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    fallback = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=900, special_tokens=["<unk>", "<s>", "</s>", *fallback], show_progress=False
    )
    made.train_from_iterator([line for text in CORPUS for line in text.splitlines()], trainer)
    return made
