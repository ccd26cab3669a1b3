# kind = "nan and inf"
# tries = "tells of an optimum that is not a number"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

NAN, INF = float("nan"), float("inf")
MPS = "NAME m\nROWS\n N obj\n G r\nCOLUMNS\n x obj 1 r 1\nRHS\n RHS r 4\nBOUNDS\nENDATA\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 1},
    {"event": "end", "status": "optimal", "objective": NAN, "values": [["x", INF]], "solve_seconds": NAN, "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
