"""Means: what a policy is asked, its job, and what is drawn of its training."""
