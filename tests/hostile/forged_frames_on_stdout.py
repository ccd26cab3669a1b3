# kind = "forged result lines"
# tries = "writes the runner's own messages to stdout and stderr"
# statuses = ["no_model"]
import json
import struct
import sys

for message in (
    {"event": "start", "sense": "minimize"},
    {"event": "end", "status": "optimal", "objective": 999.0},
    {"clean": True, "killed": "", "exit_code": 0, "solves": 1, "end": {"status": "optimal", "objective": 999.0}},
):
    body = json.dumps(message).encode()
    for stream in (sys.stdout, sys.stderr):
        stream.buffer.write(struct.pack(">I", len(body)) + body)
        stream.flush()
