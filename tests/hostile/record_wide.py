# kind = "JSON bomb"
# tries = "a message of 30 MB that holds ten million lists"
# statuses = ["no_model", "crashed", "forged", "unconfirmed", "memory_limit", "time_limit"]
# wall_seconds = 6
import os
import struct

body = b'{"event": "end", "status": "unconfirmed", "objective": 1, "values": [' + b"[]," * 10**7 + b"[]]}"
os.write(3, struct.pack(">I", len(body)))
rest = memoryview(body)
while rest:
    rest = rest[os.write(3, rest) :]
