"""Checkers: each says passed, failed with a countable reason, or abstained. None asks a language model."""
