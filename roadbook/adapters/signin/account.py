"""What allauth asks about accounts."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from roadbook.domains.identity.models import Person
from roadbook.foundation.http.problems import problem_response

RECENT_S = 300
RETRY_AFTER_S = 300


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up by themselves; throttling answers 429 with a problem document."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: object) -> ValidationError:
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(throttled(self.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        tried = str(credentials.get("email", ""))[:254]
        request.tried_email = tried  # type: ignore[attr-defined]  # for the trail

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask again before factors change, unless the sign-in is less than five minutes old."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > RECENT_S

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Check the password again, throttled like a sign-in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: an admin hands keys over, and every event is in the audit trail."""


def throttled(request: HttpRequest) -> HttpResponse:
    """Build the answer for too many attempts."""
    response = problem_response(
        request,
        status=429,
        code="identity.too_many_attempts",
        facts={"retry_after_s": RETRY_AFTER_S},
    )
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response
