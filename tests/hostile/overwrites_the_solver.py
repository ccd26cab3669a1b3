# kind = "writes outside"
# tries = "changes the solver's package and the runner, source and byte code, for the programs after it"
# words = ["DENIED"]
# guards = ["read-only-files"]
import glob
import os
import sys

import coptpy as cp

runner = next(module.__file__ for name, module in sys.modules.items() if name.endswith(".record"))
for folder in (os.path.dirname(cp.__file__), os.path.dirname(runner)):
    for path in [*glob.glob(f"{folder}/*.py")[:5], *glob.glob(f"{folder}/__pycache__/*.pyc")[:5]]:
        try:
            open(path, "ab").close()
            print("BREACH: may write", path)
        except OSError as error:
            print("DENIED", os.path.basename(path), error.strerror)

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
