# solver = "copt"
# shows = "a pool of threads that nobody shuts down, as an interpreter does when it ends"
# status = "optimal"
# objective = 12
from concurrent.futures import ThreadPoolExecutor
import coptpy


def build():
    m = coptpy.Envr().createModel()
    x = m.addVar(ub=4)
    m.setObjective(3 * x, coptpy.COPT.MAXIMIZE)
    m.solve()
    return m.objval


pool = ThreadPoolExecutor(2)
print("objective", pool.submit(build).result())
