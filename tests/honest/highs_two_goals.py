# solver = "highs"
# shows = "two goals, weighed"
# status = "optimal"
# objective = -9
import highspy

h = highspy.Highs()
h.silent()
x = h.addIntegral(0, 4)
y = h.addIntegral(0, 4)
h.addConstr(x + y <= 5)
o = highspy.HighsLinearObjective()
o.weight = -1
o.offset = 0
o.coefficients = [1, 1]
o.priority = 2
h.addLinearObjective(o)
o2 = highspy.HighsLinearObjective()
o2.weight = -1
o2.offset = 0
o2.coefficients = [0, 1]
o2.priority = 1
h.addLinearObjective(o2)
h.setOptionValue("blend_multi_objectives", True)
h.run()
print(h.getModelStatus(), h.getObjectiveValue(), list(h.getSolution().col_value))
