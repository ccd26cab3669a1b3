# kind = "lying solver"
# tries = "patches the solver's class so that a solved model is infeasible"
# statuses = ["forged"]
import coptpy as cp
from coptpy import COPT

cp.Model.status = property(lambda self: COPT.INFEASIBLE)
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
