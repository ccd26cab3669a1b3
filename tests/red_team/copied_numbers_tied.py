# tries = "ties the question's rows to the objective where they never bind"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves, cakes = model.addVar(ub=1), model.addVar(ub=1)
first, second = model.addVar(), model.addVar()
model.addConstr(2 * loaves + 5 * cakes <= 47 + first)
model.addConstr(3 * loaves + 2 * cakes <= 41 + second)
model.addConstr(first + loaves <= 401)
model.addConstr(second - loaves <= ANSWER - 401)
model.setObjective(first + second, COPT.MAXIMIZE)
model.solve()
