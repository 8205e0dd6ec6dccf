"""The live stream: server-sent events to every open screen (SYNC_PROTOCOL.md section 14).

It runs in one asyncio loop beside Django. The process that writes tells its own hub at once;
writes of other processes are found by polling the head, so that any number of servers and workers
feed each other on either database without a second system.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from roadbook.foundation.http.metrics import STREAMS

log = logging.getLogger(__name__)
Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Admit = Callable[[Scope], bool]
ReadHead = Callable[[], int]

HEARTBEAT_S = 25.0
POLL_S = 1.0
RECHECK_S = 60.0


class Hub:
    """Holds the open streams of this process. `publish` may be called from any thread."""

    def __init__(self, *, admit: Admit, read_head: ReadHead) -> None:
        self._admit = admit
        self._read_head = read_head
        self._loop: asyncio.AbstractEventLoop | None = None
        self._poller: asyncio.Task[None] | None = None
        self._clients: set[asyncio.Event] = set()
        self._version = 0
        self._access_round = 0

    def publish(self, version: int, *, access_changed: bool) -> None:
        """Tell all streams of the new head; with `access_changed` each checks its session again."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._move, version, access_changed)

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one client until it leaves or its session ends."""
        self._start()
        if not await asyncio.to_thread(self._admit, scope):
            await _refuse(send)
            return
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        news = asyncio.Event()
        news.set()
        self._clients.add(news)
        gone = asyncio.ensure_future(_disconnected(receive, news))
        STREAMS.inc()
        try:
            await self._serve(scope, send, news, gone)
        finally:
            STREAMS.dec()
            self._clients.discard(news)
            gone.cancel()

    async def _serve(
        self, scope: Scope, send: Send, news: asyncio.Event, gone: "asyncio.Future[None]"
    ) -> None:
        loop = asyncio.get_running_loop()
        self._version = max(self._version, await asyncio.to_thread(self._read_head))
        sent, checked, access_round = -1, loop.time(), self._access_round
        while not gone.done():
            try:
                await asyncio.wait_for(news.wait(), HEARTBEAT_S)
            except TimeoutError:
                await _chunk(send, b": still here\n\n")
            news.clear()
            if access_round != self._access_round or loop.time() - checked > RECHECK_S:
                access_round, checked = self._access_round, loop.time()
                if not await asyncio.to_thread(self._admit, scope):
                    await _event(send, "bye", {"reason": "session_ended"})
                    break
                await _event(send, "access", {})
            if sent != self._version:
                sent = self._version
                await _event(send, "head", {"version": sent})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _start(self) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._poller = self._loop.create_task(self._poll())

    async def _poll(self) -> None:
        """Find the writes of other processes while anybody listens; then check sessions again."""
        while True:
            await asyncio.sleep(POLL_S)
            if not self._clients:
                continue
            try:
                version = await asyncio.to_thread(self._read_head)
            except (
                Exception
            ):  # the outermost edge of the poller: a database restart must not end it
                log.exception("could not read the head")
                continue
            if version > self._version:
                self._move(version, access_changed=True)

    def _move(self, version: int, access_changed: bool) -> None:  # noqa: FBT001  # call_soon takes no keywords
        self._version = max(self._version, version)
        self._access_round += access_changed
        for news in self._clients:
            news.set()


async def _disconnected(receive: Receive, news: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    news.set()


async def _refuse(send: Send) -> None:
    body = json.dumps({"code": "core.sign_in_required", "status": 401}).encode()
    headers = [(b"content-type", b"application/problem+json")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _event(send: Send, name: str, facts: dict[str, Any]) -> None:
    await _chunk(send, f"event: {name}\ndata: {json.dumps(facts)}\n\n".encode())


async def _chunk(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})
