# kind = "deep folders"
# tries = "3000 folders inside one another, the last ones closed to everybody"
import os

for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
os.chmod("..", 0)
os.chmod(".", 0)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
