"""Means: reads, grounds, solves, compares and prints formulations. No Prefect, no teacher, no solver container."""
