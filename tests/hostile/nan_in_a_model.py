# kind = "nan and inf"
# tries = "builds a model with coefficients that are no numbers"
# statuses = ["crashed", "no_model", "forged", "infeasible", "unbounded", "solver_limit", "infeasible_or_unbounded"]
import coptpy as cp

model = cp.Envr().createModel()
x = model.addVar(lb=4, obj=float("nan"))
y = model.addVar(lb=float("-inf"), ub=float("inf"), obj=float("inf"))
model.addConstr(x * float("nan") + y >= float("inf"))
model.solve()
print(model.objval)
