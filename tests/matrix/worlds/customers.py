"""A customer of the owner with everything that hangs on it; the mate, the stranger have nothing."""

from uuid import UUID

from roadbook.core.ids import AccountId
from roadbook.domains.cadence import commands as cadence
from roadbook.domains.customers import commands
from tests.matrix.world import NOW, World

ROOT = "/api/v1/customers"


def add(world: World) -> None:
    names = world.names
    commands.ensure_default_pipeline(actor=world.actor("admin"), now=NOW)
    pipeline = world.make("admin", "GET", f"{ROOT}/pipelines")[0]
    names["pipeline"], names["stage"] = pipeline["id"], pipeline["stages"][1]["id"]
    values = {"name": "海澜泵业", "customer_class": "A", "city_code": "310000"}
    names["account"] = make(
        world, "owner", "accounts", {"values": values, "position": {"lat": 31.23, "lon": 121.47}}
    )
    cadence.recalculate(
        actor=world.actor("admin"), account_ids=[AccountId(UUID(names["account"]))], now=NOW
    )
    at = f"accounts/{names['account']}"
    names["contact"] = make(world, "owner", f"{at}/contacts", {"values": {"name": "陈工"}})
    key_date = {"kind": "birthday", "title": "生日", "month": 3, "day": 8}
    names["key_date"] = make(world, "owner", f"{at}/key-dates", {"values": key_date})
    names["lead"] = make(world, "owner", "leads", {"values": {"company": "新线索", "name": "何总"}})
    deal = {
        "account_id": names["account"],
        "values": {"name": "二期泵房", "amount_minor": 5_000_000},
    }
    names["opportunity"] = make(world, "owner", "opportunities", deal)
    names["tag"] = make(world, "admin", "tags", {"name": "重点"})
    field = {"subject_kind": "account", "name": "泵型", "kind": "text"}
    names["field"] = make(world, "admin", "fields", field)
    view = {"subject_kind": "account", "name": "我的", "query": {}}
    names["view"] = make(world, "owner", "views", view)


def make(world: World, persona: str, path: str, body: object) -> str:
    """Make a thing and give its id."""
    return str(world.make(persona, "POST", f"{ROOT}/{path}", body)["id"])
