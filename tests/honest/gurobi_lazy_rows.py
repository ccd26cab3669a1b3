# solver = "gurobi"
# shows = "a callback cuts off what no row forbids"
# status = "optimal"
# objective = 5
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
x = m.addVar(ub=4, vtype="I")
y = m.addVar(ub=4, vtype="I")
m.setObjective(x + y, GRB.MAXIMIZE)
m.Params.LazyConstraints = 1


def cb(model, where):
    if where == GRB.Callback.MIPSOL:
        if sum(model.cbGetSolution([x, y])) > 5.5:
            model.cbLazy(x + y <= 5)


m.optimize(cb)
print("obj", m.ObjVal)
