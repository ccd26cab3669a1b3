"""Means: language models over HTTP, by litellm or by a lane of our own."""
