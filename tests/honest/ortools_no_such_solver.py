# solver = "ortools"
# shows = "asks for a solver that is not there and uses the nothing that it gets"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "AttributeError: 'NoneType' object has no attribute"
from ortools.linear_solver import pywraplp

solver = pywraplp.Solver.CreateSolver("THE_BEST")
x = solver.NumVar(0, 1, "x")
solver.Maximize(x)
solver.Solve()
