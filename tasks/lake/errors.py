"""What can be wrong with the lake itself."""


class LakeError(Exception):
    """The lake cannot be read or written as asked; the message names file, value and remedy."""
