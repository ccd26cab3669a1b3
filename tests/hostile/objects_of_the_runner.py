# kind = "runner's frames"
# tries = "finds the recorder among all objects of the interpreter and tells a better answer"
# statuses = ["forged", "no_model", "crashed"]
import gc

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
gc.unfreeze()
for thing in gc.get_objects():
    if type(thing).__name__ == "Recorder":
        thing.tell("end", {"status": "optimal", "objective": 1.0, "model": 1})
