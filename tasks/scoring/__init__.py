"""Means: whether an answer is the label's, under which rule, and how sure the sum of many such verdicts is."""
