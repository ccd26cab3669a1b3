# solver = "copt"
# shows = "two models in one program: the second one, solved last, is the answer"
# status = "optimal"
# objective = 15
# solves = 2
import coptpy as cp
from coptpy import COPT

env = cp.Envr()

makespan = env.createModel("first")
a = makespan.addVar(lb=3, name="a")
makespan.setObjective(a, COPT.MINIMIZE)
makespan.solve()
bound = makespan.objval

cost = env.createModel("second")
b = cost.addVar(lb=bound, name="b")
cost.setObjective(5 * b, COPT.MINIMIZE)
cost.solve()
print("Makespan", bound, "and cost", cost.objval)
