"""What recognition needs from outside: eyes."""

from collections.abc import Sequence
from typing import Protocol

from roadbook.engines.invoices.facts import TextLine


class Recognizer(Protocol):
    """Reads pictures (PNG, JPEG, WebP bytes that were already checked for size).

    Both methods raise `UnreadableDocument` for a picture that cannot be decoded and
    `core.errors.Unavailable` when the recognizer itself does not answer.
    """

    def codes(self, picture: bytes) -> Sequence[str]:
        """Give the texts of the QR codes in the picture; fast (under 0.2 s)."""
        ...

    def lines(self, picture: bytes) -> Sequence[TextLine]:
        """Give the lines of text, boxes in parts of width and height; slow (1 to 4 s of CPU)."""
        ...
