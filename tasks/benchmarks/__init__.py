"""Means: benchmarks, their labels, and what they share."""
