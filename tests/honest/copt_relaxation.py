# solver = "copt"
# shows = "solves only the linear relaxation of an integer model"
# status = "optimal"
# objective = 2.5
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(vtype=COPT.INTEGER, name="x")
model.addConstr(2 * x <= 5)
model.setObjective(x, COPT.MAXIMIZE)
model.solveLP()
print(model.lpobjval)
