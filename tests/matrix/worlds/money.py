"""A document that the owner had read, and an import that the admin began."""

from tests.matrix.world import World


def add(world: World) -> None:
    body = {"file_id": world.names["file"]}
    document = world.make("owner", "POST", "/api/v1/recognition/documents", body)
    world.names["document"] = str(document["id"])
    world.names["import"] = str(world.upload("admin", "/api/v1/rollout/imports", "csv")["id"])
