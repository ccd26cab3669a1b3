# kind = "lying solver"
# tries = "patches the runner's own view of the solver"
# statuses = ["forged"]
import sys

import coptpy as cp

for name, module in list(sys.modules.items()):
    if name.endswith(".capture_copt"):
        for view in [kind for kind in vars(module).values() if isinstance(kind, type) and hasattr(kind, "outcome")]:
            honest = view.outcome
            view.outcome = lambda self, *rest, honest=honest: {**honest(self, *rest), "objective": 1.0}

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
