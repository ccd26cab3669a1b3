# solver = "pulp"
# shows = "Big-M, a constant in the objective, settings for CBC that the runner does not grant"
# status = "optimal"
# objective = 375
import pulp

BIG = 1000
problem = pulp.LpProblem("plants with a blank", pulp.LpMinimize)
x = {p: pulp.LpVariable(f"x_{p}", lowBound=0) for p in ("a", "b")}
y = {p: pulp.LpVariable(f"y_{p}", cat="Binary") for p in ("a", "b")}
problem += 100 * y["a"] + 20 * y["b"] + 2 * x["a"] + 6 * x["b"] + 75
problem += x["a"] + x["b"] >= 100
for p in x:
    problem += x[p] <= BIG * y[p]
problem.solve(pulp.PULP_CBC_CMD(msg=0, timeLimit=30, gapRel=0.5, threads=4))
print("Total cost:", pulp.value(problem.objective))
