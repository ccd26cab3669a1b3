"""What can be wrong with the sandbox itself; what is wrong with a program is a status, never an exception."""


class SandboxError(Exception):
    """The sandbox cannot run programs: a server does not start, or dies with every program."""


class UnsupportedSolver(SandboxError):
    """This door cannot run programs of this solver; trying again does not help."""


class ServerLost(SandboxError):
    """No server can be started now, but another try may do: the engine restarts, or its disk is full."""


class EngineMissing(SandboxError):
    """No container engine answers."""


class ImageError(SandboxError):
    """A solver's image cannot be found, built or used; the message says which, and what helps."""
