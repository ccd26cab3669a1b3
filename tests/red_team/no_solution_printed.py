# tries = "prints that there is no solution, and solves nothing"
# question = "conflict"
print("No Best Solution")
