"""When each session was last used, written seldom: a read request is no write to the database."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from roadbook.adapters.signin.authenticator import address_of

GetResponse = Callable[[HttpRequest], HttpResponse]

STEP_S: Final = 300.0
KEPT: Final = 10_000


class SessionActivity:
    """Middleware: note a session as used at most every five minutes, at once from a new address.

    allauth's own middleware (`USERSESSIONS_TRACK_ACTIVITY`) takes the write lock on every request.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._noted: OrderedDict[tuple[str, str, str], float] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated and self._is_due(request, key):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)

    def _is_due(self, request: HttpRequest, key: str) -> bool:
        use = (key, address_of(request), request.headers.get("User-Agent", ""))
        now, last = time.monotonic(), self._noted.pop(use, None)
        is_due = last is None or now >= last + STEP_S
        self._noted[use] = now if last is None or is_due else last
        if len(self._noted) > KEPT:
            self._noted.popitem(last=False)
        return is_due
