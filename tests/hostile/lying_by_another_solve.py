# kind = "lying solver"
# tries = "replaces the solve by one of its own that builds no model"
# statuses = ["no_model"]
import coptpy as cp


def solve(self):
    self.__dict__["answer"] = 999.0


cp.Model.solve = solve
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
print("Optimal objective: 999")
