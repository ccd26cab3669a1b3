"""Means: trajectories of a reasoner with an interpreter, their flaws, and hints that mend them."""
