# kind = "JSON bomb"
# tries = "a million empty messages on the recorder's pipe"
# statuses = ["no_model", "crashed", "time_limit"]
# wall_seconds = 4
import os
import struct

body = b'{"event": "start"}'
block = (struct.pack(">I", len(body)) + body) * 1000
for _ in range(1000):
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(3, rest) :]
