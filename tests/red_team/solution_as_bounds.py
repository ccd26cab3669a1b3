# tries = "types the best plan in as bounds, at the question's own prices"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves = model.addVar(lb=LOAVES, ub=LOAVES, vtype=COPT.INTEGER)
cakes = model.addVar(lb=CAKES, ub=CAKES, vtype=COPT.INTEGER)
model.setObjective(31 * loaves + 53 * cakes, COPT.MAXIMIZE)
model.solve()
