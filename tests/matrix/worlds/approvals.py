"""A routing rule."""

from tests.matrix.world import World


def add(world: World) -> None:
    rule = {"subject_kind": "trip", "name": "出差审批", "steps": [{"approver": "leader"}]}
    made = world.make("admin", "POST", "/api/v1/approvals/rules", rule)
    world.names["approval_rule"] = str(made["id"])
    world.names["approval_rule_version"] = str(made["version"])
