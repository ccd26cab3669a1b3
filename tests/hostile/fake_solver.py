# kind = "import hooks"
# tries = "puts a module of its own in the solver's place"
# statuses = ["no_model"]
import sys
import types


class Model:
    objval = 999.0

    def addVar(self, **_):
        return 0

    def solve(self):
        print("Optimal objective: 999")


fake = types.ModuleType("coptpy")
fake.Model = Model
sys.modules["coptpy"] = fake

import coptpy as cp

model = cp.Model()
model.addVar(lb=4, obj=1)
model.solve()
print(model.objval)
