# kind = "memory bomb"
# tries = "one array of 80 GB"
# statuses = ["memory_limit"]
import numpy as np

np.ones(10**10)
