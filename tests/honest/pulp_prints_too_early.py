# solver = "pulp"
# shows = "formats the objective before there is one"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "TypeError"
import pulp

problem = pulp.LpProblem("early", pulp.LpMaximize)
x = pulp.LpVariable("x", 0, 3)
problem += 2 * x
print(f"Objective: {pulp.value(problem.objective):.2f}")
problem.solve()
