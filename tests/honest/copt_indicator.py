# solver = "copt"
# shows = "an indicator constraint: production only in an open factory"
# status = "optimal"
# objective = 130
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("open")
is_open = model.addVar(vtype=COPT.BINARY, name="is_open")
amount = model.addVar(ub=50, name="amount")
bought = model.addVar(ub=50, name="bought")
model.addGenConstrIndicator(is_open, False, amount <= 0)
model.addConstr(amount + bought >= 40)
model.setObjective(50 * is_open + 2 * amount + 6 * bought, COPT.MINIMIZE)
model.solve()
print("Cost", model.objval)
