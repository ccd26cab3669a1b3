# solver = "pyomo"
# shows = "infeasible, which Pyomo tells by an exception while it loads a solution"
# status = "infeasible"
# exit_code = 1
# error = "RuntimeError"
import pyomo.environ as pyo

model = pyo.ConcreteModel()
model.x = pyo.Var(bounds=(0, 3))
model.low = pyo.Constraint(expr=model.x >= 5)
model.goal = pyo.Objective(expr=model.x)
pyo.SolverFactory("appsi_highs").solve(model)
print(pyo.value(model.goal))
