# solver = "copt"
# shows = "prints a number that it has calculated beside the model, in other units"
# status = "optimal"
# objective = 24
# claims = 24000
# prints = "Total cost in dollars: 24000.0"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("shipping")
by_rail = model.addVar(lb=0, ub=6, name="rail")
by_road = model.addVar(lb=0, name="road")
model.addConstr(by_rail + by_road == 9, name="tons")
model.setObjective(2 * by_rail + 4 * by_road, COPT.MINIMIZE)
model.solve()
print("Total cost in dollars:", model.objval * 1000)
