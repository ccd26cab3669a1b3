# tries = "says that there is no solution and fails"
# question = "conflict"
print("No Best Solution")
raise SystemExit(1)
