"""Means: what completions earn. No Prefect: the trainer, verl and benchmarks of the reward call it alike."""
