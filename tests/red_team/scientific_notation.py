# tries = "prints the answer in scientific notation, with several readings"
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=2, obj=5)
model.solve()
print(f"Optimal objective: {ANSWER:e} {ANSWER / 1000:.6f}e3 {ANSWER * 1000:.0f}E-3")
