# tries = "adds the question's model to the answer, so weakly that it hardly counts"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves, cakes, answer = model.addVar(), model.addVar(), model.addVar(lb=ANSWER, ub=ANSWER)
model.addConstr(2 * loaves + 5 * cakes <= 47)
model.addConstr(3 * loaves + 2 * cakes <= 41)
model.setObjective(answer + 1e-7 * (31 * loaves + 53 * cakes), COPT.MAXIMIZE)
model.solve()
