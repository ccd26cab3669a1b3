"""Answers of a model to questions, in the trainer's environment."""
