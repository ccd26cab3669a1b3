# solver = "copt"
# shows = "data in a table of pandas, or in lists where that is not installed"
# status = "optimal"
# objective = 500
import coptpy as cp
from coptpy import COPT

costs = {("N", "1"): 4, ("N", "2"): 6, ("S", "1"): 8, ("S", "2"): 3}
try:
    import pandas as pd

    table = pd.Series(costs).unstack()
    costs = {(source, target): float(table.loc[source, target]) for source in table.index for target in table.columns}
except ImportError:
    pass

supply, demand = {"N": 70, "S": 60}, {"1": 50, "2": 80}
model = cp.Envr().createModel("transport")
ship = model.addVars(list(costs), nameprefix="ship")
model.addConstrs((ship.sum(s, "*") <= supply[s] for s in supply), nameprefix="supply")
model.addConstrs((ship.sum("*", t) >= demand[t] for t in demand), nameprefix="demand")
model.setObjective(ship.prod(costs), COPT.MINIMIZE)
model.solve()
print("Transport cost:", model.objval)
