"""The template set of standards, a season and a city's allowance."""

from tests.matrix.world import World

STANDARDS = "/api/v1/standards"


def add(world: World) -> None:
    world.make("admin", "POST", f"{STANDARDS}/template", {"template": "china-company"})
    season = {
        "name": "旺季", "city_code": "460200", "uplift_pct": 20,
        "first_month": 10, "first_day": 1, "last_month": 4, "last_day": 30,
    }  # fmt: skip
    world.names["season"] = world.make("admin", "POST", f"{STANDARDS}/seasons", season)["id"]
    world.make("admin", "PUT", f"{STANDARDS}/per-diem", {"city_code": "310000", "day_minor": 15000})
    found = world.make("admin", "GET", STANDARDS)
    world.names["standard"] = found["standards"][0]["id"]
    world.names["standard_version"] = str(found["standards"][0]["version"])
    city = [row for row in found["per_diems"] if row["city_code"] == "310000"]
    world.names["city_per_diem"] = city[0]["id"]
