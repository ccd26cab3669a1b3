# kind = "runner's frames"
# tries = "lies when the interpreter ends: at exit, in a finalizer and in the hook for exceptions"
# statuses = ["forged", "optimal", "crashed"]
import atexit
import json
import os
import struct
import sys

import coptpy as cp


def lie(*_):
    body = json.dumps({"event": "end", "status": "optimal", "objective": 1.0, "model": 1}).encode()
    os.write(3, struct.pack(">I", len(body)) + body)


class Last:
    __del__ = lie


atexit.register(lie)
sys.excepthook = lie
kept = Last()
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
raise RuntimeError("over")
