"""Launching the trainer: the job, the command, and a watch on the processes."""
