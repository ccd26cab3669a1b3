# kind = "corrupt bytes"
# tries = "fails with a message of lone surrogates, zeros and control characters"
# statuses = ["crashed"]


class Failure(Exception):
    def __str__(self):
        return "\ud800\udfff \x00 \x1b[31m \u202e"


Failure.__name__ = "\ud800"
raise Failure
