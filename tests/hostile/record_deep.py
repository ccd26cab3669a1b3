# kind = "JSON bomb"
# tries = "a message of a million nested lists"
# statuses = ["no_model", "crashed"]
# wall_seconds = 6
import os
import struct

body = b'{"event": "end", "values": ' + b"[" * 10**6 + b"]" * 10**6 + b"}"
os.write(3, struct.pack(">I", len(body)))
rest = memoryview(body)
while rest:
    rest = rest[os.write(3, rest) :]
