# solver = "ortools"
# shows = "CP-SAT with linear constraints over booleans"
# status = "optimal"
# objective = 18
from ortools.sat.python import cp_model

profit = [[7, 5, 3], [6, 8, 4], [2, 4, 3]]
model = cp_model.CpModel()
x = {(i, j): model.new_bool_var(f"x_{i}_{j}") for i in range(3) for j in range(3)}
for i in range(3):
    model.add(sum(x[i, j] for j in range(3)) == 1)
    model.add(sum(x[j, i] for j in range(3)) == 1)
model.maximize(sum(profit[i][j] * x[i, j] for i in range(3) for j in range(3)))
solver = cp_model.CpSolver()
solver.parameters.num_workers = 8
status = solver.solve(model)
if status == cp_model.OPTIMAL:
    print("Profit:", solver.objective_value)
