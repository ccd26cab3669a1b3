"""Means: worker processes in which what a model wrote is read and checked, each item under limits."""
