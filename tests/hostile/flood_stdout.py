# kind = "output bomb"
# tries = "prints for ever"
# statuses = ["output_limit"]
while True:
    print("x" * 999)
