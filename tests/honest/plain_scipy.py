# solver = "highs"
# shows = "another library's solver, or a search by hand where that is not installed"
# status = "no_model"
# solves = 0
# claims = -21
try:
    from scipy.optimize import linprog

    result = linprog([-3, -5], A_ub=[[1, 0], [0, 2], [3, 2]], b_ub=[4, 6, 12])
    best = result.fun
except ImportError:
    best = min(-3 * x - 5 * y for x in range(5) for y in range(4) if 3 * x + 2 * y <= 12)
print("Optimal value:", round(best, 6))
