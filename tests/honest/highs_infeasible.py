# solver = "highs"
# shows = "infeasible; told by the model's status as text"
# status = "infeasible"
# prints = "Infeasible"
import highspy

h = highspy.Highs()
x = h.addVariable(0, 2)
y = h.addVariable(0, 2)
h.addConstr(x + y >= 5)
h.minimize(x + 2 * y)
print(h.modelStatusToString(h.getModelStatus()))
