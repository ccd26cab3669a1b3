# solver = "gurobi"
# shows = "an assignment over two indices, with tuple dictionaries"
# status = "optimal"
# objective = 11
import gurobipy as gp
from gurobipy import GRB

cost = {
    ("ann", "cut"): 3, ("ann", "sew"): 6, ("ann", "iron"): 5,
    ("bob", "cut"): 4, ("bob", "sew"): 5, ("bob", "iron"): 9,
    ("cy", "cut"): 7, ("cy", "sew"): 6, ("cy", "iron"): 3,
}
people, jobs = {p for p, _ in cost}, {j for _, j in cost}
m = gp.Model("assignment")
m.Params.OutputFlag = 0
x = m.addVars(cost.keys(), vtype=GRB.BINARY, name="assign")
m.addConstrs((x.sum(p, "*") == 1 for p in sorted(people)), name="person")
m.addConstrs((x.sum("*", j) == 1 for j in sorted(jobs)), name="job")
m.setObjective(x.prod(cost), GRB.MINIMIZE)
m.optimize()
print("Total cost:", m.objVal)
