"""The company, and the doors that are open before anybody has signed in."""

from django.http import HttpRequest
from ninja import Router, Status
from ninja.errors import HttpError
from ninja.utils import check_csrf

from roadbook.core.ids import PersonId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import CompanyProfile, PersonSummary, Welcome
from roadbook.domains.identity.schemas import CompanyBody, DemoSignInBody, FoundingBody
from roadbook.foundation.http.ports import SignInDoor
from roadbook.foundation.http.requests import ActorRequest, SessionActor, now
from roadbook.foundation.wiring import port

router = Router()
SESSION_ONLY = [SessionActor()]


def from_our_page(request: HttpRequest) -> bool:
    """Let anybody in whose request carries the CSRF token of our own page."""
    if check_csrf(request):
        raise HttpError(403, "CSRF check failed")
    return True


@router.get(
    "/welcome",
    response=Welcome,
    auth=None,
    operation_id="getWelcome",
    summary="What the sign-in page needs to know",
)
def get_welcome(request: HttpRequest) -> Welcome:
    """Open to everybody. Names people only on an installation that holds the demo company."""
    return queries.welcome()


@router.post(
    "/founding",
    response={201: PersonSummary},
    auth=from_our_page,
    operation_id="foundCompany",
    summary="Set up an empty installation",
)
def found_company(request: HttpRequest, body: FoundingBody) -> Status[PersonSummary]:
    """Make the company and its first admin, and sign them in. Refused: identity.already_set_up."""
    admin = commands.found_company(
        company=body.company.draft(),
        admin=body.admin.draft(),
        password=body.password.get_secret_value(),
        now=now(),
    )
    port(SignInDoor).open(request, admin.id, method="password")  # type: ignore[type-abstract]
    return Status(201, admin)


@router.post(
    "/demo-sign-in",
    response={204: None},
    auth=from_our_page,
    operation_id="signInToDemo",
    summary="Sign in as somebody of the demo company",
)
def sign_in_to_demo(request: HttpRequest, body: DemoSignInBody) -> Status[None]:
    """Refused: identity.person_not_found for anybody else, and wherever the demo is not loaded."""
    person_id = commands.admit_demo_person(person_id=PersonId(body.person_id), now=now())
    port(SignInDoor).open(request, person_id, method="demo")  # type: ignore[type-abstract]
    return Status(204, None)


@router.get(
    "/company",
    response=CompanyProfile,
    operation_id="getCompany",
    summary="The company's settings",
)
def get_company(request: ActorRequest) -> CompanyProfile:
    """Readable by everybody: screens need the currency and the time zone."""
    return queries.company(actor=request.actor)


@router.put(
    "/company",
    response=CompanyProfile,
    auth=SESSION_ONLY,
    operation_id="changeCompany",
    summary="Change the company's settings",
)
def change_company(request: ActorRequest, body: CompanyBody) -> CompanyProfile:
    """Admins only. Refused: identity.admin_only."""
    return commands.change_company(actor=request.actor, draft=body.draft(), now=now())
