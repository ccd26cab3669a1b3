# solver = "pyomo"
# shows = "an integer model by the long name of its solver, and a list of constraints"
# status = "optimal"
# objective = 9
from pyomo.environ import ConcreteModel, ConstraintList, NonNegativeIntegers, Objective, SolverFactory, Var, maximize, value

m = ConcreteModel(name="boxes")
m.large = Var(within=NonNegativeIntegers)
m.small = Var(within=NonNegativeIntegers)
m.limits = ConstraintList()
m.limits.add(3 * m.large + 2 * m.small <= 10.5)
m.limits.add(m.large <= 2)
m.goal = Objective(expr=3 * m.large + 1.5 * m.small, sense=maximize)
SolverFactory("highs").solve(m)
print(value(m.large), value(m.small), value(m.goal))
