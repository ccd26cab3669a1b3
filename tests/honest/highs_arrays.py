# solver = "highs"
# shows = "a whole model handed over as arrays, by columns"
# status = "optimal"
# objective = 5.75
import highspy
import numpy as np

h = highspy.Highs()
h.silent()
lp = highspy.HighsLp()
lp.num_col_, lp.num_row_ = 2, 3
lp.col_cost_ = np.array([1.0, 1.0])
lp.col_lower_, lp.col_upper_ = np.array([0.0, 1.0]), np.array([4.0, highspy.kHighsInf])
lp.row_lower_ = np.array([-highspy.kHighsInf, 5.0, 6.0])
lp.row_upper_ = np.array([7.0, 15.0, highspy.kHighsInf])
lp.offset_ = 3.0
lp.a_matrix_.start_ = np.array([0, 2, 5])
lp.a_matrix_.index_ = np.array([1, 2, 0, 1, 2])
lp.a_matrix_.value_ = np.array([1.0, 3.0, 1.0, 2.0, 2.0])
h.passModel(lp)
h.run()
print("Objective", h.getInfo().objective_function_value)
