# kind = "JSON bomb"
# tries = "messages that are numbers, texts, lists and nothing"
# statuses = ["no_model", "crashed"]
import os
import struct

for body in (b"5", b'"end"', b"[]", b"null", b"", b'{"event": []}', b'{"no": "event"}', b"\xff\xfe"):
    os.write(3, struct.pack(">I", len(body)) + body)
