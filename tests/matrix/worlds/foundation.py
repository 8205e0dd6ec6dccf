"""A file and a job of the owner."""

from roadbook.foundation.jobs import door as jobs
from tests.matrix.world import World


def add(world: World) -> None:
    owner = world.people["owner"].id
    world.names["file"] = str(world.upload("owner", "/api/v1/files", "png")["id"])
    kind = jobs.kinds()[0].name
    world.names["job"] = str(jobs.enqueue(kind, {}, requested_by=owner))
