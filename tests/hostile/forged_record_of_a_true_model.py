# kind = "forged descriptors"
# tries = "tells the recorder's pipe of a true model and a better optimum"
# statuses = ["forged", "no_model", "crashed"]
import json
import os
import struct

MPS = "NAME m\nROWS\n N obj\n G r\nCOLUMNS\n x obj 1 r 1\nRHS\n RHS r 4\nBOUNDS\nENDATA\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 1},
    {"event": "end", "status": "optimal", "objective": -999.0, "values": [["x", -999.0]], "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
