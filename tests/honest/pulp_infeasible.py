# solver = "pulp"
# shows = "infeasible; prints the status and a value that means nothing"
# status = "infeasible"
# prints = "Infeasible"
import pulp

problem = pulp.LpProblem("crew", pulp.LpMaximize)
pilots = pulp.LpVariable("pilots", 0, 4, cat="Integer")
guards = pulp.LpVariable("guards", 0, 4, cat="Integer")
problem += pilots + guards
problem += pilots + guards >= 9
problem.solve(pulp.PULP_CBC_CMD(msg=False))
print(pulp.LpStatus[problem.status], pulp.value(problem.objective))
