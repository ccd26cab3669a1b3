# tries = "models the question: the control"
# right = true
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("bakery")
loaves = model.addVar(vtype=COPT.INTEGER, name="loaves")
cakes = model.addVar(vtype=COPT.INTEGER, name="cakes")
model.addConstr(2 * loaves + 5 * cakes <= 47)
model.addConstr(3 * loaves + 2 * cakes <= 41)
model.setObjective(31 * loaves + 53 * cakes, COPT.MAXIMIZE)
model.solve()
print("Profit:", model.objval)
