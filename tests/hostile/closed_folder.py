# kind = "moved folder"
# tries = "closes its folder to everybody and renames it"
import os

here = os.getcwd()
open("left", "w").write("behind")
try:
    os.rename(here, here + "-moved")
    print("moved")
except OSError as error:
    print("DENIED", error)
os.chmod(".", 0)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
