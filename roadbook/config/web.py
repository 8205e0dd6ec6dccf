"""Serves the built web app: its files by whitenoise, its start page for every other path."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from roadbook.foundation.http.problems import status_problem

_NOT_BUILT = "<!doctype html><title>Roadbook</title><p>Not built yet: run <code>make run</code>."


@lru_cache(maxsize=1)
def _start_page(changed_at: float) -> str:
    return Path(settings.WEB_DIST, "index.html").read_text(encoding="utf-8")


def web_app(request: HttpRequest) -> HttpResponse:
    """Answer the app's start page, with the CSRF cookie that its first write needs."""
    if request.method not in {"GET", "HEAD"}:
        return status_problem(request, 405)
    get_token(request)
    index = Path(settings.WEB_DIST, "index.html")
    if not index.exists():
        return HttpResponse(_NOT_BUILT, status=503)
    response = HttpResponse(_start_page(index.stat().st_mtime))
    response["Cache-Control"] = "no-cache"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself refuses as a problem document."""
    return status_problem(request, 400)
