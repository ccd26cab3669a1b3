# solver = "ortools"
# shows = "an integer program in the linear solver's words, with SCIP"
# status = "optimal"
# objective = 23
from ortools.linear_solver import pywraplp


def main():
    solver = pywraplp.Solver.CreateSolver("SCIP")
    if not solver:
        return
    x = solver.IntVar(0.0, solver.infinity(), "x")
    y = solver.IntVar(0.0, solver.infinity(), "y")
    solver.Add(x + 7 * y <= 17.5)
    solver.Add(x <= 3.5)
    solver.Maximize(x + 10 * y)
    status = solver.Solve()
    if status == pywraplp.Solver.OPTIMAL:
        print("Objective value =", solver.Objective().Value())


if __name__ == "__main__":
    main()
