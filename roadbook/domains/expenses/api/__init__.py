"""Routes of expenses."""

from ninja import Router

from roadbook.domains.expenses.api import _finance, _lines, _reports

router = Router(tags=["expenses"])
router.add_router("", _lines.router)
router.add_router("", _reports.router)
router.add_router("", _finance.router)
