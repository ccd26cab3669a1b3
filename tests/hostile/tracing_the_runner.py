# kind = "runner's frames"
# tries = "a profiler that changes what the recorder is about to tell"
# statuses = ["forged", "no_model", "crashed"]
import sys

import coptpy as cp


def spy(frame, event, argument):
    if event == "call" and frame.f_code.co_name == "tell":
        facts = frame.f_locals.get("facts")
        if isinstance(facts, dict) and "objective" in facts:
            facts["objective"] = 1.0


model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
sys.setprofile(spy)
model.solve()
