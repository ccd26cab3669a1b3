# kind = "import hooks"
# tries = "patches what everything is made of: len, min, max, isinstance, print and open"
# statuses = ["no_model", "crashed", "forged", "optimal"]
import builtins

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
builtins.len = lambda thing: 3
builtins.min = builtins.max = lambda *things, **_: 1e300
builtins.isinstance = lambda *_: True
builtins.print = lambda *_, **__: None
builtins.open = None
model.solve()
