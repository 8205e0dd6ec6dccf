"""Routes of identity."""

from ninja import Router

from roadbook.domains.identity.api._company import router as company_router
from roadbook.domains.identity.api._me import router as me_router
from roadbook.domains.identity.api._people import router as people_router
from roadbook.domains.identity.api._structure import router as structure_router

router = Router(tags=["identity"])
router.add_router("", me_router)
router.add_router("", company_router)
router.add_router("", people_router)
router.add_router("", structure_router)
