"""A hotel, and plans of the owner and of a team that are still being made."""

from tests.matrix.world import World

PLANNING = "/api/v1/planning"


def add(world: World) -> None:
    hotel = {
        "city_code": "320500",
        "name": "姑苏饭店",
        "lat": 31.31,
        "lon": 120.63,
        "price_minor": 39_000,
    }
    world.names["hotel"] = str(world.make("admin", "POST", f"{PLANNING}/hotels", hotel)["id"])
    days = {"first_day": world.names["first_day"], "last_day": world.names["first_day"]}
    world.names["plan"] = str(world.make("owner", "POST", f"{PLANNING}/plans", days)["id"])
    team = world.make("manager", "POST", f"{PLANNING}/team-plans", days)
    world.names["team_plan"] = str(team["id"])
