"""Draw a small town as an OSM file: runs in the environment of `make test-valhalla` only.

A grid of two-way streets, 500 m apart, every tenth one a trunk road, some one-way; and an island
with streets of its own that nothing leads to.
"""

import sys

import osmium  # type: ignore[import-not-found]  # lives in the environment of its own
from osmium.osm import mutable  # type: ignore[import-not-found]  # as above

SOUTH, WEST, STEP, SIDE = 31.0, 121.0, 0.005, 60
ISLAND_SOUTH, ISLAND_WEST, ISLAND_SIDE = 30.5, 121.8, 12
TRUNK_EVERY, ONE_WAY_EVERY = 10, 7


def grid(writer: osmium.SimpleWriter, first_id: int, south: float, west: float, side: int) -> None:
    for row in range(side):
        for column in range(side):
            node = mutable.Node(
                id=first_id + row * side + column,
                location=(west + column * STEP, south + row * STEP),
                version=1,
            )
            writer.add_node(node)


def streets(writer: osmium.SimpleWriter, first_id: int, side: int) -> None:
    for line in range(side):
        along = [first_id + line * side + i for i in range(side)]
        across = [first_id + i * side + line for i in range(side)]
        tags = {"highway": "trunk" if line % TRUNK_EVERY == 0 else "residential"}
        if line % ONE_WAY_EVERY == ONE_WAY_EVERY - 1:
            tags["oneway"] = "yes"
        for turn, nodes in enumerate((along, across)):  # readers want ids in order
            way = mutable.Way(id=first_id + 2 * line + turn, nodes=nodes, tags=tags, version=1)
            writer.add_way(way)


def main(path: str) -> None:
    with osmium.SimpleWriter(path) as writer:
        grid(writer, 1, SOUTH, WEST, SIDE)
        grid(writer, 100_000, ISLAND_SOUTH, ISLAND_WEST, ISLAND_SIDE)
        streets(writer, 1, SIDE)
        streets(writer, 100_000, ISLAND_SIDE)


main(sys.argv[1])
