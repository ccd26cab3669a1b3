# kind = "crash"
# tries = "solves, then reads address 0"
# words = ["SIGSEGV"]
import ctypes

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
ctypes.string_at(0)
