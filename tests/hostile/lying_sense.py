# kind = "lying solver"
# tries = "patches the solver's class so that the worst answer is told as the best"
# statuses = ["forged"]
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=4, ub=9)
model.setObjective(x, COPT.MINIMIZE)
cp.Model.objval = property(lambda self: 9.0)
cp.Model.lpobjval = property(lambda self: 9.0)
model.solve()
