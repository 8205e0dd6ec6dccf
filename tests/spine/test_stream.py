"""The live stream: heads as they move, sessions that end, many listeners."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

from roadbook.foundation.sync.hub import Hub


class Listener:
    """A client of the stream: collects what was sent to it."""

    def __init__(self) -> None:
        self.status = 0
        self.body = ""
        self.left = asyncio.Event()

    async def receive(self) -> MutableMapping[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.body += message["body"].decode()

    async def until(self, text: str) -> None:
        async with asyncio.timeout(5):
            while text not in self.body:  # noqa: ASYNC110  # the body has no event to wait for
                await asyncio.sleep(0.005)


def test_tells_every_listener_of_the_new_head() -> None:
    async def scene() -> list[str]:
        hub = Hub(admit=lambda _: True, read_head=lambda: 7)
        listeners = [Listener() for _ in range(20)]
        streams = [asyncio.ensure_future(hub.stream({}, c.receive, c.send)) for c in listeners]
        for listener in listeners:
            await listener.until('{"version": 7}')
        hub.publish(8, access_changed=False)
        for listener in listeners:
            await listener.until('{"version": 8}')
            listener.left.set()
        await asyncio.gather(*streams)
        return [listener.body for listener in listeners]

    bodies = asyncio.run(scene())

    assert set(bodies) == {
        'event: head\ndata: {"version": 7}\n\nevent: head\ndata: {"version": 8}\n\n'
    }


def test_refuses_a_stranger() -> None:
    async def scene() -> Listener:
        listener = Listener()
        await Hub(admit=lambda _: False, read_head=lambda: 7).stream(
            {}, listener.receive, listener.send
        )
        return listener

    listener = asyncio.run(scene())

    assert listener.status == 401
    assert "version" not in listener.body


def test_closes_a_stream_whose_session_was_revoked() -> None:
    async def scene() -> str:
        admitted = [True]
        hub = Hub(admit=lambda _: admitted[0], read_head=lambda: 7)
        listener = Listener()
        stream = asyncio.ensure_future(hub.stream({}, listener.receive, listener.send))
        await listener.until("head")
        admitted[0] = False
        hub.publish(8, access_changed=True)
        async with asyncio.timeout(5):
            await stream
        return listener.body

    body = asyncio.run(scene())

    assert body.endswith('event: bye\ndata: {"reason": "session_ended"}\n\n')
    assert '"version": 8' not in body


def test_finds_the_writes_of_other_processes() -> None:
    async def scene() -> str:
        head = [7]
        hub = Hub(admit=lambda _: True, read_head=lambda: head[0])
        listener = Listener()
        stream = asyncio.ensure_future(hub.stream({}, listener.receive, listener.send))
        await listener.until('{"version": 7}')
        head[0] = 9
        await listener.until('{"version": 9}')
        listener.left.set()
        await stream
        return listener.body

    assert "event: access" in asyncio.run(scene())
