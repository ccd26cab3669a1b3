# solver = "copt"
# shows = "solves in threads of its own, with a logger at work"
# status = "optimal"
# objective = 9
# solves = 2
import logging
from concurrent.futures import ThreadPoolExecutor

import coptpy as cp
from coptpy import COPT

logging.basicConfig(level=logging.INFO)


def solve(limit):
    model = cp.Envr().createModel()
    x = model.addVar(ub=limit, name="x")
    model.setObjective(x, COPT.MAXIMIZE)
    model.solve()
    logging.info("limit %s: %s", limit, model.objval)
    return model.objval


with ThreadPoolExecutor(1) as pool:
    print(list(pool.map(solve, [5, 9])))
