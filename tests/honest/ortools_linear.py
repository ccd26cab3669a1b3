# solver = "ortools"
# shows = "a linear program in the linear solver's words, with GLOP"
# status = "optimal"
# objective = 34
from ortools.linear_solver import pywraplp

solver = pywraplp.Solver.CreateSolver("GLOP")
x = solver.NumVar(0, solver.infinity(), "x")
y = solver.NumVar(0, solver.infinity(), "y")
solver.Add(x + 2 * y <= 14)
solver.Add(3 * x - y >= 0)
solver.Add(x - y <= 2)
solver.Maximize(3 * x + 4 * y)
status = solver.Solve()
if status == pywraplp.Solver.OPTIMAL:
    print("Objective value =", solver.Objective().Value())
else:
    print("The problem does not have an optimal solution.")
