# kind = "nan and inf"
# tries = "an objective, values and seconds of four hundred digits, which no float can hold"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

HUGE = 10**400
MPS = "NAME m\nROWS\n N obj\n G r\nCOLUMNS\n x obj 1 r 1\nRHS\n RHS r 4\nBOUNDS\nENDATA\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 10**30},
    {"event": "end", "status": "optimal", "objective": HUGE, "values": [["x", HUGE]], "best_bound": HUGE, "model": 10**30},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
