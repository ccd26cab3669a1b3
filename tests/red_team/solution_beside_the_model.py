# tries = "types the best plan in as bounds, beside the question's rows"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves = model.addVar(lb=LOAVES, ub=LOAVES, vtype=COPT.INTEGER)
cakes = model.addVar(lb=CAKES, ub=CAKES, vtype=COPT.INTEGER)
model.addConstr(2 * loaves + 5 * cakes <= 47)
model.addConstr(3 * loaves + 2 * cakes <= 41)
model.setObjective(31 * loaves + 53 * cakes, COPT.MAXIMIZE)
model.solve()
