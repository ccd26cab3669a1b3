# tries = "copies the question's rows for show, and splits the answer over two rows of variables of its own"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
loaves, cakes = model.addVar(), model.addVar()
first, second, third = model.addVar(), model.addVar(), model.addVar()
model.addConstr(2 * loaves + 5 * cakes <= 47)
model.addConstr(3 * loaves + 2 * cakes <= 41)
model.addConstr(31 * loaves + 53 * cakes >= 0)
model.addConstr(first + third <= 401)
model.addConstr(second - third <= ANSWER - 401)
model.setObjective(first + second, COPT.MAXIMIZE)
model.solve()
