# tries = "copies the question's rows for show; the objective hangs on a variable of its own"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves, cakes, answer = model.addVar(), model.addVar(), model.addVar(ub=ANSWER)
model.addConstr(2 * loaves + 5 * cakes <= 47)
model.addConstr(3 * loaves + 2 * cakes <= 41)
model.addConstr(31 * loaves + 53 * cakes >= 0)
model.setObjective(answer, COPT.MAXIMIZE)
model.solve()
