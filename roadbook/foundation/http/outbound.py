"""Ask a service outside for JSON: bounded in time and size, no redirects, nothing swallowed."""

import json
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from roadbook.core.errors import Unavailable

MOST_BYTES: Final = 32 * 1024 * 1024
_FAILING: Final = 500


class NoAnswer(Unavailable):
    """A service outside did not answer: refused, timed out, or failed on its side."""

    code = "core.no_answer"


class UnreadableAnswer(Unavailable):
    """A service outside answered something else than was agreed."""

    code = "core.unreadable_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; `data` is parsed JSON and has to be checked by who asked."""

    status: int
    data: Any  # whatever somebody outside sent


class Pace:
    """Hands out turns, at most so many a second over all threads; 0 is no limit."""

    def __init__(self, calls_a_second: int) -> None:
        self._gap_s = 1 / calls_a_second if calls_a_second else 0.0
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Wait for the next turn."""
        if not self._gap_s:
            return
        with self._lock:
            mine = max(self._next, time.monotonic())
            self._next = mine + self._gap_s
        time.sleep(max(0.0, mine - time.monotonic()))


def ask_json(
    url: str,
    *,
    timeout_s: float,
    query: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """GET, or POST where there is a `body`. Raises NoAnswer, UnreadableAnswer."""
    parts = urlsplit(url)
    path = parts.path or "/"
    if query:
        path += "?" + urlencode(query, safe=",;|")
    sent = {"Accept": "application/json", "User-Agent": "Roadbook", **(headers or {})}
    payload = None
    if body is not None:
        payload = json.dumps(body).encode()
        sent["Content-Type"] = "application/json"
    connection = _connection(parts.scheme, parts.netloc, timeout_s)
    try:
        connection.request("POST" if payload else "GET", path, body=payload, headers=sent)
        answer = connection.getresponse()
        raw = answer.read(MOST_BYTES + 1)
    except (OSError, HTTPException) as error:
        reason = "timeout" if isinstance(error, TimeoutError) else type(error).__name__
        raise NoAnswer(host=parts.hostname or "", reason=reason) from error
    finally:
        connection.close()
    return _read(raw, answer.status, parts.hostname or "")


def _connection(scheme: str, netloc: str, timeout_s: float) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(netloc, timeout=timeout_s, context=ssl.create_default_context())
    if scheme == "http":
        return HTTPConnection(netloc, timeout=timeout_s)
    raise NoAnswer(host=netloc, reason="scheme")


def _read(raw: bytes, status: int, host: str) -> Answer:
    if status >= _FAILING:
        raise NoAnswer(host=host, reason=f"status_{status}")
    if len(raw) > MOST_BYTES:
        raise UnreadableAnswer(host=host, reason="too_large")
    try:
        return Answer(status=status, data=json.loads(raw))
    except ValueError as error:
        raise UnreadableAnswer(host=host, reason="no_json") from error
