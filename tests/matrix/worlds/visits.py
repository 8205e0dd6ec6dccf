"""A planned visit and a conversation of the owner with the customer."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.matrix.world import NOW, World

SHANGHAI = ZoneInfo("Asia/Shanghai")


def add(world: World) -> None:
    starts_at = NOW.replace(microsecond=0) + timedelta(hours=2)
    visit = {
        "account_id": world.names["account"],
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=1)).isoformat(),
        "goal": "确认二期用泵",
    }
    world.names["visit"] = str(world.make("owner", "POST", "/api/v1/visits", visit)["visit"]["id"])
    world.names["visit_day"] = starts_at.astimezone(SHANGHAI).date().isoformat()
    call = {
        "account_id": world.names["account"],
        "kind": "call",
        "happened_at": (NOW - timedelta(days=1)).isoformat(),
        "summary": "电话里说好下周见",
    }
    made = world.make("owner", "POST", "/api/v1/interactions", call)
    world.names["interaction"] = str(made["id"])
