# kind = "huge result"
# tries = "a message of 60 MB that is all values and model"
# statuses = ["no_model", "crashed", "forged", "memory_limit", "time_limit", "unconfirmed"]
# wall_seconds = 8
import os
import struct

for event in (b"start", b"end"):
    body = b'{"event": "' + event + b'", "status": "optimal", "objective": 1, "mps": "' + b"9" * 60_000_000 + b'"}'
    os.write(3, struct.pack(">I", len(body)))
    rest = memoryview(body)
    while rest:
        rest = rest[os.write(3, rest) :]
