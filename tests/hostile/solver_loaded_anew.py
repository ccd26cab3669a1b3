# kind = "import hooks"
# tries = "loads the solver a second time, without the runner's hooks"
# statuses = ["no_model", "crashed", "optimal"]
import sys

for name in [name for name in sys.modules if name.partition(".")[0] == "coptpy"]:
    del sys.modules[name]

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
print("Optimal objective:", model.objval)
