# kind = "output bomb"
# tries = "an exception whose message has 50 MB"
# statuses = ["crashed", "output_limit", "memory_limit"]
raise ValueError("9" * 50_000_000)
