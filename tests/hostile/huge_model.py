# kind = "huge result"
# solver = "highs"
# tries = "a model of 300,000 variables, to fill pipes, disk and reader"
# statuses = ["optimal", "memory_limit", "time_limit", "crashed", "forged"]
# wall_seconds = 8
import highspy
import numpy as np

COUNT = 300_000
highs = highspy.Highs()
highs.silent()
highs.addVars(COUNT, np.zeros(COUNT), np.ones(COUNT))
highs.changeColBounds(0, 4.0, 9.0)
highs.changeColCost(0, 1.0)
highs.run()
