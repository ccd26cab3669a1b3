# kind = "forged result lines"
# tries = "prints what a solver would print, and solves nothing"
# statuses = ["no_model"]
print("Status: OPTIMAL")
print("Optimal objective value: 999")
print('{"status": "optimal", "objective": 999, "solver": "copt", "door": "container"}')
print("Best solution found. Objective: 999.0")
