# solver = "pyomo"
# shows = "the plain case in Pyomo's words: sets, parameters and rules"
# status = "optimal"
# objective = 1850
# prints = "Cost: 1850"
import pyomo.environ as pyo

model = pyo.ConcreteModel()
model.I = pyo.Set(initialize=["mill", "port"])
model.J = pyo.Set(initialize=["east", "west"])
model.supply = pyo.Param(model.I, initialize={"mill": 200, "port": 300})
model.demand = pyo.Param(model.J, initialize={"east": 250, "west": 150})
model.cost = pyo.Param(
    model.I,
    model.J,
    initialize={("mill", "east"): 4, ("mill", "west"): 6, ("port", "east"): 6, ("port", "west"): 5},
)
model.x = pyo.Var(model.I, model.J, domain=pyo.NonNegativeReals)


def supply_rule(m, i):
    return sum(m.x[i, j] for j in m.J) <= m.supply[i]


def demand_rule(m, j):
    return sum(m.x[i, j] for i in m.I) >= m.demand[j]


model.supply_limit = pyo.Constraint(model.I, rule=supply_rule)
model.demand_limit = pyo.Constraint(model.J, rule=demand_rule)
model.total = pyo.Objective(expr=pyo.summation(model.cost, model.x), sense=pyo.minimize)
results = pyo.SolverFactory("appsi_highs").solve(model)
if results.solver.termination_condition == pyo.TerminationCondition.optimal:
    print(f"Cost: {pyo.value(model.total):g}")
