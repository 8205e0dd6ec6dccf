"""Three trips of the owner: a draft, one that waits for the manager, one approved; claims on it."""

from datetime import timedelta
from uuid import uuid4

from tests.matrix.world import NOW, Made, World

TRIPS, EXPENSES = "/api/v1/trips", "/api/v1/expenses"
FIRST_DAY = (NOW + timedelta(days=2)).date()
UNSEEN = "0" * 64


def add(world: World) -> None:
    names = world.names
    draft = made(world, "苏州两日")
    names["trip"], names["trip_version"] = str(draft["id"]), str(draft["version"])
    names["trip_cost"] = str(draft["costs"][0]["id"])
    names["first_day"] = FIRST_DAY.isoformat()
    names["submitted_trip"], names["task"], names["seen"] = submitted(world, "无锡两日")
    names["approved_trip"], task, seen = submitted(world, "南通两日")
    decide(world, task, seen)
    claims(world)
    waiting_report(world)


def content(world: World, title: str) -> dict[str, Made]:
    """Give a two-day trip to the customer by train with one night."""
    ride = {
        "mode": "rail",
        "origin_code": "310000",
        "origin_name": "上海",
        "destination_code": "320500",
        "destination_name": "苏州",
        "departs_at": f"{FIRST_DAY}T00:30:00Z",
        "arrives_at": f"{FIRST_DAY}T01:30:00Z",
        "fare_minor": 4_000,
    }
    night = {
        "city_code": "320500",
        "city_name": "苏州",
        "first_night": str(FIRST_DAY),
        "nights": 1,
        "night_minor": 30_000,
    }
    stop = {"account_id": world.names["account"], "on": str(FIRST_DAY)}
    return {"title": title, "segments": [ride], "stays": [night], "stops": [stop]}


def made(world: World, title: str) -> Made:
    """Make a draft; give its page."""
    trip_id = world.make("owner", "POST", TRIPS, content(world, title))["id"]
    return world.make("owner", "GET", f"{TRIPS}/{trip_id}")


def submitted(world: World, title: str) -> tuple[str, str, str]:
    """Submit a trip; give its id, the manager's task and what the manager saw."""
    trip = made(world, title)
    path = f"{TRIPS}/{trip['id']}/submit"
    world.make("owner", "POST", path, {"version": trip["version"]})
    waiting = world.make("manager", "GET", "/api/v1/approvals/inbox")["items"]
    task = next(item["task_id"] for item in waiting if item["subject_id"] == trip["id"])
    page = world.make("manager", "GET", f"/api/v1/approvals/tasks/{task}")
    return str(trip["id"]), str(task), str(page["seen"])


def decide(world: World, task: str, seen: str) -> None:
    body = {"decision": "approve", "seen": seen}
    world.make("manager", "POST", f"/api/v1/approvals/tasks/{task}/decide", body)


def claims(world: World) -> None:
    """Enter lines, open the trip's report; finance keeps a company and a rate."""
    names = world.names
    names["expense"], names["new_expense"], names["new_payment"] = (str(uuid4()) for _ in range(3))
    line = {
        "id": names["expense"],
        "category": "local",
        "amount_minor": 5_000,
        "currency": "CNY",
        "spent_on": NOW.date().isoformat(),
        "merchant": "出租车",
    }
    world.make("owner", "POST", f"{EXPENSES}/lines", line)
    body = {"trip_id": names["approved_trip"]}
    report = world.make("owner", "POST", f"{EXPENSES}/reports", body)
    names["report"] = str(report["id"])
    company = {"name": "江海工业供应有限公司", "tax_id": "91310000MA1K000000"}
    names["company"] = str(world.make("finance", "PUT", f"{EXPENSES}/companies", company)["id"])
    rate = {"currency": "EUR", "rate": "7.81", "valid_from": "2026-11-01"}
    names["rate"] = str(world.make("finance", "PUT", f"{EXPENSES}/rates", rate)["id"])
    names["unseen"] = UNSEEN


def waiting_report(world: World) -> None:
    """Submit the report of another approved trip: it waits for the manager and finance."""
    trip, task, seen = submitted(world, "常州两日")
    decide(world, task, seen)
    line = {
        "id": str(uuid4()),
        "category": "local",
        "amount_minor": 6_000,
        "currency": "CNY",
        "spent_on": NOW.date().isoformat(),
        "note": "无发票",
        "trip_id": trip,
    }
    world.make("owner", "POST", f"{EXPENSES}/lines", line)
    report = world.make("owner", "POST", f"{EXPENSES}/reports", {"trip_id": trip})
    world.names["waiting_report"] = str(report["id"])
    world.make("owner", "POST", f"{EXPENSES}/reports/{report['id']}/submit")
