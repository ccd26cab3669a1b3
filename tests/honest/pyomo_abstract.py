# solver = "pyomo"
# shows = "an abstract model with its data apart, and binary choices"
# status = "optimal"
# objective = 14
import pyomo.environ as pyo

model = pyo.AbstractModel()
model.P = pyo.Set()
model.gain = pyo.Param(model.P)
model.price = pyo.Param(model.P)
model.budget = pyo.Param()
model.pick = pyo.Var(model.P, domain=pyo.Binary)
model.goal = pyo.Objective(rule=lambda m: sum(m.gain[p] * m.pick[p] for p in m.P), sense=pyo.maximize)
model.money = pyo.Constraint(rule=lambda m: sum(m.price[p] * m.pick[p] for p in m.P) <= m.budget)

data = {None: {
    "P": {None: ["roof", "road", "pool"]},
    "gain": {"roof": 8, "road": 9, "pool": 6},
    "price": {"roof": 5, "road": 7, "pool": 4},
    "budget": {None: 10},
}}
instance = model.create_instance(data)
pyo.SolverFactory("appsi_highs").solve(instance, tee=False)
print("Gain:", pyo.value(instance.goal))
