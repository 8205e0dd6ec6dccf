"""Edges of planning: parse, one command or query, translate."""

from ninja import Router

from roadbook.domains.planning.api import _plans, _replanning, _slots, _teams, _travel

router = Router(tags=["planning"])
router.add_router("", _plans.router)
router.add_router("", _replanning.router)
router.add_router("", _slots.router)
router.add_router("", _teams.router)
router.add_router("", _travel.router)

__all__ = ["router"]
