# solver = "gurobi"
# shows = "the plain case in Gurobi's words: a linear program with a constant in its objective"
# status = "optimal"
# objective = 2600
# prints = "Obj: 2600"
import gurobipy as gp
from gurobipy import GRB

m = gp.Model("refinery")
gas = m.addVar(name="gas")
oil = m.addVar(name="oil")
m.setObjective(30 * gas + 20 * oil - 400, GRB.MAXIMIZE)
m.addConstr(gas + oil <= 120, "volume")
m.addConstr(2 * gas + oil <= 180, "labour")
m.optimize()
if m.status == GRB.OPTIMAL:
    print(f"Obj: {m.ObjVal:g}")
