# solver = "pyomo"
# shows = "a solver whose executable nobody has installed"
# status = "crashed"
# exit_code = 1
# error = "ApplicationError"
import pyomo.environ as pyo

model = pyo.ConcreteModel()
model.x = pyo.Var(domain=pyo.NonNegativeIntegers)
model.goal = pyo.Objective(expr=model.x)
model.low = pyo.Constraint(expr=2 * model.x >= 3)
pyo.SolverFactory("baron").solve(model)
print(pyo.value(model.goal))
