# kind = "nan and inf"
# tries = "hands in a model whose coefficients are no numbers, with an optimum"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

MPS = "NAME m\nROWS\n N obj\n G r\nCOLUMNS\n x obj nan r inf\nRHS\n RHS r -inf\nBOUNDS\n UP b x 1e999\nENDATA\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 1},
    {"event": "end", "status": "optimal", "objective": 999.0, "values": [["x", 999.0]], "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
