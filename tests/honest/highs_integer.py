# solver = "highs"
# shows = "an integer program with sums of generators"
# status = "optimal"
# objective = 15
import highspy
from highspy import Highs

h = Highs()
h.silent()
cost = {"north": 7, "south": 8, "east": 9}
serves = {"north": {1, 2}, "south": {2, 3}, "east": {1, 3}}
build = {site: h.addBinary(name=site) for site in cost}
for town in (1, 2):
    h.addConstr(sum(build[site] for site in cost if town in serves[site]) >= 1)
h.addConstr(build["south"] + build["east"] >= 1)
h.minimize(sum(cost[site] * build[site] for site in cost))
if h.getModelStatus() == highspy.HighsModelStatus.kOptimal:
    print("Cost:", h.getInfo().objective_function_value)
