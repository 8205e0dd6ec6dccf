"""The real `Recognizer`: keeps the child process and asks it."""

import io
import json
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

from roadbook.core.errors import Unavailable
from roadbook.engines.invoices.facts import Box, TextLine, UnreadableDocument, UnreadableReason

_PATIENCE_S = 60.0
_MOST_CODES = 8
_LONGEST_SIDE = 3_000


class RecognizerSilent(Unavailable):
    """The recognizer did not answer; the job tries again later."""

    code = "recognition.recognizer_silent"


class RapidOcrRecognizer:
    """Reads pictures with RapidOCR in one lazily started child process."""

    def __init__(self, *, patience_s: float = _PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def codes(self, picture: bytes) -> Sequence[str]:
        import zxingcpp
        from PIL import Image

        try:
            with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "WEBP")) as image:
                image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
                gray = image.convert("L")
        except (OSError, SyntaxError, ValueError) as problem:
            raise UnreadableDocument(UnreadableReason.BROKEN) from problem
        gray.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        return [found.text for found in zxingcpp.read_barcodes(gray)[:_MOST_CODES]]

    def lines(self, picture: bytes) -> Sequence[TextLine]:
        with self._lock:
            answer = self._ask(picture)
        if "error" in answer:
            raise UnreadableDocument(UnreadableReason.BROKEN)
        return [
            TextLine(
                text=line["text"],
                confidence=line["confidence"],
                box=Box(
                    left=line["box"][0],
                    top=line["box"][1],
                    right=line["box"][2],
                    bottom=line["box"][3],
                ),
                doubts=tuple((at, score) for at, score in line["doubts"]),
            )
            for line in answer["lines"]
        ]

    def close(self) -> None:
        """End the child process, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            child.kill()
            child.wait()

    def _ask(self, picture: bytes) -> dict[str, Any]:
        child = self._running()
        if child.stdin is None or child.stdout is None:
            raise RecognizerSilent
        try:
            child.stdin.write(struct.pack(">I", len(picture)) + picture)
            child.stdin.flush()
            line = _read_line(child.stdout.fileno(), self._patience_s)
        except (BrokenPipeError, TimeoutError) as problem:
            self.close()
            raise RecognizerSilent from problem
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        self._child = subprocess.Popen(  # our own module, no shell, fixed arguments
            [sys.executable, "-m", "roadbook.adapters.rapidocr.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._child


def _read_line(descriptor: int, patience_s: float) -> bytes:
    """Read up to the line's end within the time. Raises TimeoutError, BrokenPipeError."""
    deadline, line = time.monotonic() + patience_s, bytearray()
    while not line.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(descriptor, 65_536)
        if not piece:
            raise BrokenPipeError
        line += piece
    return bytes(line)
