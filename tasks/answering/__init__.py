"""Means: ways in which a model answers a question."""
