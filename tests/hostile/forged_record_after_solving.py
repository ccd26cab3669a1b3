# kind = "forged descriptors"
# tries = "solves honestly and then tells a better answer"
# statuses = ["forged", "no_model", "crashed"]
import json
import os
import struct

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
body = json.dumps({"event": "end", "status": "optimal", "objective": 1.0, "model": 1}).encode()
os.write(3, struct.pack(">I", len(body)) + body)
