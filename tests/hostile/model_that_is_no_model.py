# kind = "corrupt bytes"
# tries = "hands in bytes, markup and code where a model should be, with an optimum"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

MPS = "\x00\x01\ud800 ROWS <script> RHS\n" * 1000 + "__import__('os').system('id')\nROWS\n N\n\nBOUNDS\n UP\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 1},
    {"event": "end", "status": "optimal", "objective": 999.0, "values": [["x", 999.0]], "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
