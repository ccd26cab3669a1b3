# solver = "pulp"
# shows = "two goals one after the other: the first answer becomes a constraint of the second"
# status = "optimal"
# objective = 2
# solves = 2
import pulp

problem = pulp.LpProblem("goals", pulp.LpMaximize)
x = pulp.LpVariable("x", 0, 5, cat="Integer")
y = pulp.LpVariable("y", 0, 5, cat="Integer")
problem += x + y
problem += 2 * x + y <= 9, "hours"
problem.solve(pulp.PULP_CBC_CMD(msg=0))
best = pulp.value(problem.objective)

problem += x + y >= best, "first goal"
problem.sense = pulp.LpMinimize
problem.setObjective(x - 0 * y)
problem.solve(pulp.PULP_CBC_CMD(msg=0))
print("best", best, "with x =", x.value())
