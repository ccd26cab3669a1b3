# solver = "ortools"
# shows = "CP-SAT finds that three pigeons do not fit two holes"
# status = "infeasible"
# prints = "INFEASIBLE"
from ortools.sat.python import cp_model

model = cp_model.CpModel()
pigeons = [model.new_int_var(0, 1, f"pigeon_{i}") for i in range(3)]
model.add(pigeons[0] != pigeons[1])
model.add(pigeons[0] != pigeons[2])
model.add(pigeons[1] != pigeons[2])
solver = cp_model.CpSolver()
status = solver.solve(model)
print(solver.status_name(status))
