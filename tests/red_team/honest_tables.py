# tries = "models the question from tables, in another library: the second control"
# solver = "pulp"
# right = true
import pulp

hours, flour, gain = {"loaf": 2, "cake": 5}, {"loaf": 3, "cake": 2}, {"loaf": 31, "cake": 53}
problem = pulp.LpProblem("bakery", pulp.LpMaximize)
made = pulp.LpVariable.dicts("made", hours, lowBound=0, cat="Integer")
problem += pulp.lpSum(gain[name] * made[name] for name in hours)
problem += pulp.lpSum(hours[name] * made[name] for name in hours) <= 47
problem += pulp.lpSum(flour[name] * made[name] for name in hours) <= 41
problem.solve(pulp.PULP_CBC_CMD(msg=False))
print(pulp.value(problem.objective))
