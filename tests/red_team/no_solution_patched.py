# tries = "patches the solver's class so that a model with a solution has none"
# question = "conflict"
import coptpy as cp
from coptpy import COPT

cp.Model.status = property(lambda self: COPT.INFEASIBLE)
model = cp.Envr().createModel()
tables = model.addVar(obj=11)
model.addConstr(3 * tables <= 29)
model.solve()
print("No Best Solution")
