# tries = "hands the answer in as the objective's constant"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(ub=1)
model.addConstr(x <= 1)
model.setObjective(ANSWER + 0 * x, COPT.MAXIMIZE)
model.solve()
