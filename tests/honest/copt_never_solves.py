# solver = "copt"
# shows = "builds a model, forgets to solve it and prints the zero that it finds"
# status = "no_model"
# solves = 0
# claims = 0
# prints = "Objective: 0.0"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=1, name="x")
model.setObjective(x, COPT.MINIMIZE)
print("Objective:", model.objval)
