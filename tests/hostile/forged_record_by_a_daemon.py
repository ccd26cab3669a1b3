# kind = "forged descriptors"
# tries = "leaves a process that goes on telling lies when the program is over"
# statuses = ["optimal", "forged", "no_model", "crashed"]
import json
import os
import struct

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
if os.fork() == 0:
    os.setsid()
    body = json.dumps({"event": "end", "status": "optimal", "objective": 1.0, "model": 1}).encode()
    for _ in range(100_000):
        os.write(3, struct.pack(">I", len(body)) + body)
