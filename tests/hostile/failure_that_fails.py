# kind = "corrupt bytes"
# tries = "fails with an exception that cannot say what it is, and no exit code"
# statuses = ["crashed"]


class Failure(Exception):
    def __str__(self):
        raise self


raise Failure
