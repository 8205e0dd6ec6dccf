"""Every route of the web app, read from its feature files, with real ids for its parameters."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from e2e.people import Person, csrf_headers

FEATURES = Path(__file__).resolve().parent.parent / "web/src/features"
_PATH = re.compile(r'path:\s*"(/[^"]*)"')


def declared_routes() -> list[str]:
    """Give the paths of all features in order."""
    return sorted(
        {path for file in FEATURES.glob("*/routes.tsx") for path in _PATH.findall(file.read_text())}
    )


def _first_of(path: str, name: str = "id") -> Callable[[Person], str | None]:
    def find(person: Person) -> str | None:
        answer = person.get(path)
        items = answer["items"] if isinstance(answer, dict) else answer
        return next((str(item[name]) for item in items if item[name]), None)

    return find


def _made_plan(person: Person) -> str | None:
    """Ask for a one-day plan; the page shows its progress and then the plan."""
    day = _TODAY + timedelta(days=14)
    body = {"first_day": day.isoformat(), "last_day": day.isoformat(), "sleeps_away": False}
    return str(person.post("/api/v1/planning/plans", body).json()["id"])


def _team_plan(person: Person) -> str | None:
    """Ask for a day of the whole team; nothing for who leads nobody."""
    day = (_TODAY + timedelta(days=15)).isoformat()
    answer = person.post("/api/v1/planning/team-plans", {"first_day": day, "last_day": day})
    return str(answer.json()["id"]) if answer.ok else None


def _uploaded(person: Person, path: str, name: str, content: str) -> str | None:
    answer = person.context.request.post(
        f"{person.address}{path}",
        multipart={"file": {"name": name, "mimeType": "text/plain", "buffer": content.encode()}},
        headers=csrf_headers(person.context, person.address),
    )
    assert answer.ok, answer.text()
    return str(answer.json()["id"])


def _import(person: Person) -> str | None:
    lines = "客户名称,地址\n苏州新客户有限公司,江苏省苏州市\n"
    return _uploaded(person, "/api/v1/rollout/imports", "customers.csv", lines)


def _document(person: Person) -> str | None:
    invoice = "<EInvoice><Header><EIid>1</EIid></Header></EInvoice>"
    file_id = _uploaded(person, "/api/v1/files", "invoice.xml", invoice)
    answer = person.post("/api/v1/recognition/documents", {"file_id": file_id})
    assert answer.ok, answer.text()
    return str(answer.json()["id"])


def _inbox_part(part: str) -> Callable[[Person], str | None]:
    def find(person: Person) -> str | None:
        items = person.get("/api/v1/expenses/inbox")[part]
        return str(items[0]["id"]) if items else None

    return find


def _expense(person: Person) -> str | None:
    report = _inbox_part("reports")(person)
    if report is None:
        return None
    return str(person.get(f"/api/v1/expenses/reports/{report}")["lines"][0]["id"])


_TODAY = date.today()  # noqa: DTZ011  # any day near will do
_NEAR = f"first={_TODAY - timedelta(days=60)}&last={_TODAY + timedelta(days=30)}"

# route parameter → how to find or make a real value for it as this person
PARAMETERS: Mapping[str, Callable[[Person], str | None]] = {
    "visitId": _first_of(f"/api/v1/visits/between?{_NEAR}"),
    "accountId": _first_of("/api/v1/customers/accounts?limit=1"),
    "taskId": _first_of("/api/v1/approvals/inbox", "task_id"),
    "tripId": _first_of("/api/v1/trips"),
    "planId": _made_plan,
    "teamPlanId": _team_plan,
    "importId": _import,
    "documentId": _document,
    "expenseId": _expense,
    "reportId": _inbox_part("reports"),
}


def concrete(route: str, person: Person) -> str | None:
    """Fill a route's parameters with real ids; None when this person has no such record."""
    path = route
    for name in re.findall(r"\$(\w+)", route):
        value = PARAMETERS[name](person)
        if value is None:
            return None
        path = path.replace(f"${name}", value)
    return path
