"""An event of the owner, whose calendar says no more than busy."""

from datetime import timedelta

from tests.matrix.world import NOW, World


def add(world: World) -> None:
    starts_at = NOW.replace(microsecond=0) + timedelta(minutes=5)
    body = {
        "title": "私下的牙医",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(hours=1)).isoformat(),
    }
    world.make("owner", "PUT", "/api/v1/schedule/sharing", {"level": "busy"})
    event = world.make("owner", "POST", "/api/v1/schedule/events", body)
    world.names["private_event"] = str(event["event"]["id"])
