"""The ASGI application that granian serves."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadbook.config.settings")
_django = WSGIMiddleware(get_wsgi_application(), workers=16)  # type: ignore[arg-type]  # a2wsgi has its own names for WSGI

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Route the live stream to the hub, lifespan to nobody, all else to Django."""
    from roadbook.config.serving import STREAM_PATH, hub

    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == STREAM_PATH and scope["method"] == "GET":
        await hub.stream(scope, receive, send)
    else:
        await _django(scope, _as_coroutine(receive), send)  # type: ignore[arg-type]  # narrower


def _as_coroutine(receive: Receive) -> Receive:
    """Give a2wsgi the coroutine it insists on: granian's `receive` returns a future."""

    async def wait() -> MutableMapping[str, Any]:
        return await receive()

    return wait


async def _lifespan(receive: Receive, send: Send) -> None:
    from roadbook.config import workers

    while True:
        match (await receive())["type"]:
            case "lifespan.startup":
                workers.start()
                await send({"type": "lifespan.startup.complete"})
            case _:
                workers.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return
