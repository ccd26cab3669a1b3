# kind = "forged descriptors"
# tries = "tells the recorder's pipe of an optimum without any model"
# statuses = ["forged", "no_model", "crashed", "unconfirmed"]
import json
import os
import struct

for message in (
    {"event": "start", "sense": "minimize"},
    {"event": "end", "status": "optimal", "objective": 999.0, "values": [["x", 999.0]], "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
