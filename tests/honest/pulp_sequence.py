# solver = "pulp"
# shows = "goals in their order, by PuLP's own sequence of solves"
# status = "optimal"
# objective = 4
# solves = 2
import pulp

m = pulp.LpProblem("m", pulp.LpMaximize)
x = pulp.LpVariable("x", 0, 4)
y = pulp.LpVariable("y", 0, 4)
m += x + y <= 5
m.sequentialSolve([x + y, y])
print(pulp.LpStatus[m.status], x.value(), y.value(), m.objective.value())
