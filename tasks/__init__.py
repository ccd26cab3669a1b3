"""Stages (verbs: meet Prefect in their last function) and means (nouns: never do)."""
