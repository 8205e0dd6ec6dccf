"""Where everything is mounted: the API, sign-in, health, and the web app for all other paths."""

from django.urls import include, path, re_path
from ninja import NinjaAPI

from roadbook.config.composition import ROUTERS
from roadbook.config.web import web_app
from roadbook.foundation.http import health
from roadbook.foundation.http.parsing import StrictParser
from roadbook.foundation.http.problems import install_handlers, status_problem
from roadbook.foundation.http.requests import AUTH

api = NinjaAPI(
    title="Roadbook",
    version="1",
    urls_namespace="api",
    auth=AUTH,
    parser=StrictParser(),
    docs_url=None,
    openapi_url="openapi.json",
)
install_handlers(api)
for prefix, router in ROUTERS.items():
    api.add_router(f"/{prefix}", router)

urlpatterns = [
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("metrics", health.metrics),
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", api.urls),
    re_path(r"^(api|assets)/.*$", lambda request, _: status_problem(request, 404)),
    re_path(r"^.*$", web_app),
]
handler400 = "roadbook.config.web.bad_request"
