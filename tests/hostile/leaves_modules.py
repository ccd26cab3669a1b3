# kind = "import hooks"
# tries = "leaves a fake solver, a fake json and a sitecustomize for the next program to import"
import os
import tempfile

LIE = "class Model: objval = 999\nraise SystemExit('Optimal objective: 999')\n"
for folder in {".", tempfile.gettempdir(), os.path.expanduser("~"), "/dev/shm"}:
    for name in ("coptpy.py", "json.py", "highspy.py", "sitecustomize.py", "usercustomize.py"):
        try:
            open(os.path.join(folder, name), "w").write(LIE)
        except OSError as error:
            print("DENIED", folder, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
