# solver = "copt"
# shows = "two goals in their order of importance"
# status = "optimal"
# objective = 5
import coptpy as cp
from coptpy import COPT

m = cp.Envr().createModel("m")
x = m.addVar(ub=4, name="x", vtype=COPT.INTEGER)
y = m.addVar(ub=4, name="y", vtype=COPT.INTEGER)
m.addConstr(x + y <= 5)
m.setObjectiveN(0, x + y, COPT.MAXIMIZE, priority=2)
m.setObjectiveN(1, y, COPT.MAXIMIZE, priority=1)
m.solve()
print("status", m.status, x.x, y.x, m.objval)
