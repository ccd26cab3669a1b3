"""What a user can mend about an export."""


class ExportError(ValueError):
    """An export that can't be made; the message names the field, its value and the remedy."""
