"""Renames what the templates of passages name, so that a passage can be told in another blueprint."""

import re
from collections.abc import Mapping

BLOCK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PHRASE = re.compile(
    r"""\b((?:amount|active|general|such|total|every|unit|in_unit|named|per|price_pattern|meaning)\(\s*"""
    r"""|(?:measured|moment|priced)\(\s*\w+,\s*)(["'])(\w+)\2"""
)
TOKEN = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<![\w.])([A-Za-z]\w*)""")


def rename_template(text: str, names: Mapping[str, str]) -> str:
    """The template with other names of sets, parameters and variables."""
    return BLOCK.sub(lambda block: rename_block(block[0], names), text) if names else text


def rename_block(block: str, names: Mapping[str, str]) -> str:
    """One `{{ ... }}`: names outside of strings, and the strings that name a variable's phrase."""
    plain = TOKEN.sub(lambda token: token[1] or names.get(token[2], token[2]), block)
    return PHRASE.sub(lambda call: f"{call[1]}{call[2]}{names.get(call[3], call[3])}{call[2]}", plain)
