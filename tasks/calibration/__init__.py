"""Means: measures checkers on answers that were asked to be wrong in a known way, and on honest ones."""
