# solver = "copt"
# shows = "a module that the writer imagines"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "ModuleNotFoundError: No module named 'optimization_helpers'"
import coptpy as cp
from optimization_helpers import load_instance

data = load_instance("transport")
model = cp.Envr().createModel()
