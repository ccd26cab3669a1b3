"""A teacher whose completions several processes keep in one book: of those that want the same answer one asks."""

from schemas.teacher import Completion, Prompt
from tasks.call_book import CallBook
from tasks.teacher.recorded import Recorded


class Shared(Recorded):
    """Asks only for what no other process asked for, or asks for now."""

    def __init__(self, recorded: Recorded, book: CallBook) -> None:
        """Take the teacher as one process would have it, and the book that its record takes news from."""
        super().__init__(recorded.teacher, recorded.known, recorded.keep, recorded.purse)
        self.book = book

    def settled(self, key: str, prompt: Prompt) -> Completion:
        """The answer of whoever was first."""
        with self.book.asking(key):
            known = self.known.get(key)
            return super().settled(key, prompt) if known is None else known
