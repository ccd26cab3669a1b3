"""The trainer: a process of its own that needs torch, TRL and pydantic, and no workflow engine."""
