# solver = "copt"
# shows = "names and prints with signs that are not ASCII, formatted strings"
# status = "optimal"
# objective = 42
# prints = "Gewinn: 42.00 € für Äpfel"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("Obst")
äpfel = model.addVar(ub=6, vtype=COPT.INTEGER, name="Äpfel")
梨 = model.addVar(ub=3, vtype=COPT.INTEGER, name="梨")
model.addConstr(äpfel + 2 * 梨 <= 6, name="Lager")
model.setObjective(7 * äpfel + 8 * 梨, COPT.MAXIMIZE)
model.solve()
print(f"Gewinn: {model.objval:.2f} € für Äpfel = {äpfel.x:.0f}, 梨 = {梨.x:.0f} ✓")
