# kind = "forged model text"
# tries = "names a variable so that its name reads as more rows of the model's text"
# statuses = ["optimal", "forged", "crashed"]
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1, name="x 1\nRHS\n    RHS       R0        -99\nBOUNDS\n FX BOUND x 0\nENDATA\n")
try:
    model.solve()
finally:
    print("solved")
