# tries = "models the question that has no solution: the control"
# question = "conflict"
# right = true
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
tables = model.addVar(vtype=COPT.INTEGER, name="tables")
model.addConstr(3 * tables <= 29)
model.addConstr(tables >= 17)
model.setObjective(11 * tables, COPT.MINIMIZE)
model.solve()
print("No Best Solution" if model.status == COPT.INFEASIBLE else model.objval)
