# kind = "moved folder"
# tries = "puts a link to the root in the place of its folder, for the wiper to follow"
import os

here = os.getcwd()
try:
    os.rename(here, here + "-moved")
    os.symlink("/", here)
    print("swapped")
except OSError as error:
    print("DENIED", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
