# solver = "highs"
# shows = "writes a model as a text in LP format and has HiGHS read it"
# status = "optimal"
# objective = 17
import highspy

TEXT = """maximize
 profit: 2 a + 3 b
subject to
 time: a + b <= 7
 skill: b <= 3
end
"""
with open("model.lp", "w") as file:
    file.write(TEXT)
h = highspy.Highs()
h.readModel("model.lp")
h.run()
print("Objective:", h.getObjectiveValue())
