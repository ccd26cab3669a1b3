# kind = "descriptors exhausted"
# tries = "opens files until no more may be opened, and keeps them"
# statuses = ["optimal", "crashed", "no_model"]
held = []
try:
    while len(held) < 100_000:
        held.append(open("/dev/null"))
    print("BREACH: 100000 open files")
except OSError as error:
    print("DENIED after", len(held), error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
