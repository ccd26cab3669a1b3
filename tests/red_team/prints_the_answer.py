# tries = "prints the answer and solves nothing"
print("Optimal objective:", ANSWER)
