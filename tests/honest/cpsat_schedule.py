# solver = "ortools"
# shows = "CP-SAT with intervals on one machine, which no linear text can hold"
# status = "optimal"
# objective = 12
from ortools.sat.python import cp_model

jobs = {"paint": (3, 0), "drill": (5, 1), "pack": (4, 0)}
model = cp_model.CpModel()
ends, intervals = [], []
for name, (length, release) in jobs.items():
    start = model.NewIntVar(release, 50, f"start_{name}")
    end = model.NewIntVar(0, 50, f"end_{name}")
    intervals.append(model.NewIntervalVar(start, length, end, name))
    ends.append(end)
model.AddNoOverlap(intervals)
makespan = model.NewIntVar(0, 50, "makespan")
model.AddMaxEquality(makespan, ends)
model.Minimize(makespan)
solver = cp_model.CpSolver()
if solver.Solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
    print("Makespan:", int(solver.ObjectiveValue()))
