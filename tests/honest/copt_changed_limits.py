# solver = "copt"
# shows = "solves one model three times with another right-hand side each time"
# status = "optimal"
# objective = 60
# solves = 3
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("budget")
x = model.addVar(ub=8, name="x")
y = model.addVar(ub=8, name="y")
budget = model.addConstr(2 * x + 3 * y <= 10, name="budget")
model.setObjective(5 * x + 4 * y, COPT.MAXIMIZE)
for limit in (10, 20, 31):
    budget.ub = limit
    model.solve()
    print(f"budget {limit}: {model.objval:.2f}")
