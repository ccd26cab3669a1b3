# solver = "copt"
# shows = "a callback cuts off what no row forbids: the captured model lacks its rows, and belies nobody"
# status = "optimal"
# objective = 5
import coptpy as cp
from coptpy import COPT

m = cp.Envr().createModel("m")
x = m.addVar(ub=4, vtype=COPT.INTEGER, name="x")
y = m.addVar(ub=4, vtype=COPT.INTEGER, name="y")
m.setObjective(x + y, COPT.MAXIMIZE)


class CB(cp.CallbackBase):
    def __init__(self):
        super().__init__()

    def callback(self):
        if self.where() == COPT.CBCONTEXT_MIPSOL:
            if self.getSolution(x) + self.getSolution(y) > 5.5:
                self.addLazyConstr(x + y <= 5)


m.setCallback(CB(), COPT.CBCONTEXT_MIPSOL)
m.solve()
print("obj", m.objval)
