# solver = "pulp"
# shows = "finds by hand that there is no plan and says so"
# status = "no_model"
# solves = 0
# prints = "No feasible solution"
found = [(a, b) for a in range(10) for b in range(10) if 4 * a + 6 * b == 15]
print("Optimal plan:", min(found)) if found else print("No feasible solution exists.")
