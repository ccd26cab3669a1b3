# solver = "copt"
# shows = "a quadratic objective: the nearest point of a line"
# status = "optimal"
# objective = 4.5
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("projection")
x = model.addVar(lb=-COPT.INFINITY, name="x")
y = model.addVar(lb=-COPT.INFINITY, name="y")
model.addConstr(x + y == 1)
model.setObjective(x * x - 4 * x + y * y - 4 * y + 8, COPT.MINIMIZE)
model.solve()
print(round(model.objval, 4))
