"""The runner: a warm fork server that runs untrusted programs and records what their solver's own model says.

It imports the standard library and one modelling library, nothing of ours, so that the same folder serves the local
door and a container: `python3 /path/to/runner/forkserver.py --solver copt --scratch /tmp/work`.
"""
