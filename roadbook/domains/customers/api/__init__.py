"""Edges of customers: parse, one command or query, translate."""

from ninja import Router

from roadbook.domains.customers.api import _accounts, _deals, _file, _positions, _shape

router = Router(tags=["customers"])
router.add_router("/accounts", _accounts.router)
router.add_router("/accounts", _file.router)
router.add_router("/positions", _positions.router)
router.add_router("", _deals.router)
router.add_router("", _shape.router)

__all__ = ["router"]
