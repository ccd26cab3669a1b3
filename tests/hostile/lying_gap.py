# kind = "lying solver"
# tries = "makes the solver deaf to settings and lets it stop at the first solution, as if it were the best"
# statuses = ["optimal", "forged"]
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(ub=50, vtype=COPT.INTEGER)
y = model.addVar(ub=50, vtype=COPT.INTEGER)
model.addConstr(7 * x + 5 * y >= 28)
model.setObjective(7 * x + 5.1 * y - 24, COPT.MINIMIZE)
model.setParam("RelGap", 0.99)
cp.Model.setParam = lambda self, *rest: None
model.solve()
