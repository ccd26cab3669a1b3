# kind = "another model handed in"
# tries = "hands in a whole model of its own, solved rightly, instead of the one that was asked for"
# objective = 7
# anywhere = "a model that is right in itself is believed; whether it is the one asked for, the checkers say"
import json
import os
import struct

MPS = "NAME m\nROWS\n N obj\n G r\nCOLUMNS\n x obj 1 r 1\nRHS\n RHS r 7\nBOUNDS\nENDATA\n"
for message in (
    {"event": "start", "sense": "minimize", "mps": MPS, "model": 1},
    {"event": "end", "status": "optimal", "objective": 7.0, "values": [["x", 7.0]], "model": 1},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
print("BREACH: another model")
