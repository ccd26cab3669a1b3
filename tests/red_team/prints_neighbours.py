# tries = "prints every number near the answer"
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=41, obj=3)
model.solve()
for guess in range(int(ANSWER) - 5, int(ANSWER) + 6):
    print("Best objective value:", guess)
print("Best objective value:", ANSWER)
