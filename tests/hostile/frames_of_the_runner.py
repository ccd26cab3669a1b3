# kind = "runner's frames"
# tries = "walks up its own call stack to the recorder and tells a better answer"
# statuses = ["forged", "no_model", "crashed"]
import sys

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
frame = sys._getframe()
while frame is not None:
    recorder = frame.f_globals.get("recorder")
    if recorder is not None:
        recorder.tell("end", {"status": "optimal", "objective": 1.0, "model": 1})
        break
    frame = frame.f_back
