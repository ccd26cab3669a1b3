# solver = "highs"
# shows = "the plain case in highspy's modelling words"
# status = "optimal"
# objective = 36
import highspy

h = highspy.Highs()
h.setOptionValue("output_flag", False)
doors = h.addVariable(lb=0, ub=4, name="doors")
windows = h.addVariable(lb=0, ub=6, name="windows")
h.addConstr(3 * doors + 2 * windows <= 18, name="plant3")
h.maximize(3 * doors + 5 * windows)
print("Profit:", h.getObjectiveValue())
print(h.val(doors), h.val(windows))
