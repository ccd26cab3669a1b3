# solver = "pulp"
# shows = "the plain case in PuLP's words, printed by its own status"
# status = "optimal"
# objective = 5.2
# prints = "Status: Optimal"
from pulp import LpMinimize, LpProblem, LpStatus, LpVariable, lpSum, value

foods = ["oats", "milk", "eggs"]
price = {"oats": 0.4, "milk": 0.8, "eggs": 1.5}
protein = {"oats": 4, "milk": 8, "eggs": 12}
problem = LpProblem("Diet", LpMinimize)
eat = LpVariable.dicts("eat", foods, lowBound=0, upBound=8)
problem += lpSum(price[f] * eat[f] for f in foods), "cost"
problem += lpSum(protein[f] * eat[f] for f in foods) >= 52, "protein"
problem.solve()
print("Status:", LpStatus[problem.status])
print("Cost =", value(problem.objective))
