"""Ports and who implements them, installed once by composition.

Edges ask `port(SomeProtocol)` and pass it to the command; a slice never imports an adapter.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")

_ports: dict[type[Any], Any] = {}


class NotWired(LookupError):
    """Composition names no implementation of this port: a defect of composition."""


def install(ports: Mapping[type[Any], Any]) -> None:
    """Take the product's ports and their implementations."""
    _ports.clear()
    _ports.update(ports)


def port(protocol: type[T]) -> T:
    """Give the implementation of a port. Raises NotWired."""
    try:
        implementation: T = _ports[protocol]
    except KeyError:
        raise NotWired(protocol.__qualname__) from None
    return implementation
