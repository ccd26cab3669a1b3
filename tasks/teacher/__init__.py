"""Means: whoever writes. A prompt goes in, a completion comes out; no Prefect."""
