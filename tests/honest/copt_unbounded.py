# solver = "copt"
# shows = "a forgotten capacity makes the profit endless"
# status = "unbounded"
# prints = "status"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
trucks = model.addVar(lb=0, name="trucks")
vans = model.addVar(lb=0, name="vans")
model.addConstr(trucks - vans >= 2)
model.setObjective(500 * trucks + 200 * vans, COPT.MAXIMIZE)
model.solve()
print("status", model.status)
