"""The whole product on one page: synced types, reactions, jobs, ports, routers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from ninja import Router

from roadbook.adapters.estimate import EstimatedTravel
from roadbook.adapters.rapidocr.recognizer import RapidOcrRecognizer
from roadbook.adapters.signin.authenticator import LiveScopes, RequestAuthenticator, SessionDoor
from roadbook.adapters.signin.people import LivePeople
from roadbook.config.following import RowsOfAccounts
from roadbook.config.outside import buffers_of, geocoding_of, roads_of
from roadbook.config.serving import hub
from roadbook.config.trip_book import TripsBook
from roadbook.domains.approvals import api as approvals_api
from roadbook.domains.approvals.contracts import SubjectKind
from roadbook.domains.approvals.ops import OPS as APPROVALS_OPS
from roadbook.domains.approvals.ports import OwnDesks, Subjects
from roadbook.domains.approvals.sync import SYNC_TYPES as APPROVALS_TYPES
from roadbook.domains.cadence import api as cadence_api
from roadbook.domains.cadence.jobs import JOBS as CADENCE_JOBS
from roadbook.domains.cadence.jobs import REACTIONS as CADENCE_REACTIONS
from roadbook.domains.cadence.sync import SYNC_TYPES as CADENCE_TYPES
from roadbook.domains.customers import api as customers_api
from roadbook.domains.customers.jobs import JOBS as CUSTOMERS_JOBS
from roadbook.domains.customers.jobs import REACTIONS as CUSTOMERS_REACTIONS
from roadbook.domains.customers.ops import OPS as CUSTOMERS_OPS
from roadbook.domains.customers.ports import AccountFollowers, Geocoding
from roadbook.domains.customers.sync import SYNC_TYPES as CUSTOMERS_TYPES
from roadbook.domains.expenses import api as expenses_api
from roadbook.domains.expenses import policies as expenses_policies
from roadbook.domains.expenses.jobs import JOBS as EXPENSES_JOBS
from roadbook.domains.expenses.jobs import REACTIONS as EXPENSES_REACTIONS
from roadbook.domains.expenses.ops import OPS as EXPENSES_OPS
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.queries import ReportDesk
from roadbook.domains.expenses.sync import SYNC_TYPES as EXPENSES_TYPES
from roadbook.domains.identity import api as identity_api
from roadbook.domains.identity.sync import SYNC_TYPES as IDENTITY_TYPES
from roadbook.domains.insights import api as insights_api
from roadbook.domains.interactions import api as interactions_api
from roadbook.domains.interactions.ops import OPS as INTERACTIONS_OPS
from roadbook.domains.interactions.sync import SYNC_TYPES as INTERACTIONS_TYPES
from roadbook.domains.planning import api as planning_api
from roadbook.domains.planning.jobs import JOBS as PLANNING_JOBS
from roadbook.domains.planning.ports import DoorToDoor, Roads, TravelTimes
from roadbook.domains.planning.sync import SYNC_TYPES as PLANNING_TYPES
from roadbook.domains.recognition import api as recognition_api
from roadbook.domains.recognition.jobs import JOBS as RECOGNITION_JOBS
from roadbook.domains.recognition.jobs import REACTIONS as RECOGNITION_REACTIONS
from roadbook.domains.recognition.ops import OPS as RECOGNITION_OPS
from roadbook.domains.recognition.ports import Recognizer
from roadbook.domains.recognition.sync import SYNC_TYPES as RECOGNITION_TYPES
from roadbook.domains.rollout import api as rollout_api
from roadbook.domains.rollout.jobs import JOBS as ROLLOUT_JOBS
from roadbook.domains.rollout.sync import SYNC_TYPES as ROLLOUT_TYPES
from roadbook.domains.schedule import api as schedule_api
from roadbook.domains.schedule.sync import SYNC_TYPES as SCHEDULE_TYPES
from roadbook.domains.standards import api as standards_api
from roadbook.domains.standards.sync import SYNC_TYPES as STANDARDS_TYPES
from roadbook.domains.trips import api as trips_api
from roadbook.domains.trips.commands import TripSubject
from roadbook.domains.trips.sync import SYNC_TYPES as TRIPS_TYPES
from roadbook.domains.visits import api as visits_api
from roadbook.domains.visits.ops import OPS as VISIT_OPS
from roadbook.domains.visits.sync import SYNC_TYPES as VISIT_TYPES
from roadbook.foundation import wiring
from roadbook.foundation.changes import announce
from roadbook.foundation.changes import reactions as change_reactions
from roadbook.foundation.changes.types import SyncType, registry
from roadbook.foundation.files import api as files_api
from roadbook.foundation.files.contracts import FileReaders, Storage
from roadbook.foundation.files.storage import DirectoryStorage
from roadbook.foundation.files.sync import SYNC_TYPES as FILE_TYPES
from roadbook.foundation.http.ports import Authenticator, SignInDoor
from roadbook.foundation.jobs import api as jobs_api
from roadbook.foundation.jobs import door as jobs
from roadbook.foundation.jobs.contracts import JobKind
from roadbook.foundation.search import api as search_api
from roadbook.foundation.search.indexing import index_rows
from roadbook.foundation.sync import api as sync_api
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pushing.declarations import WriteType, write_types
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps

SYNC_TYPES: Sequence[SyncType] = (
    *FILE_TYPES,
    *IDENTITY_TYPES,
    *CUSTOMERS_TYPES,
    *INTERACTIONS_TYPES,
    *CADENCE_TYPES,
    *APPROVALS_TYPES,
    *SCHEDULE_TYPES,
    *VISIT_TYPES,
    *STANDARDS_TYPES,
    *PLANNING_TYPES,
    *TRIPS_TYPES,
    *RECOGNITION_TYPES,
    *EXPENSES_TYPES,
    *ROLLOUT_TYPES,
)

OPS: Sequence[WriteType] = (
    # what devices may send
    *CUSTOMERS_OPS,
    *INTERACTIONS_OPS,
    *APPROVALS_OPS,
    *VISIT_OPS,
    *RECOGNITION_OPS,
    *EXPENSES_OPS,
)

_REACTIONS_OF_SLICES: Sequence[Mapping[str, Sequence[str]]] = (
    CUSTOMERS_REACTIONS,
    CADENCE_REACTIONS,
    RECOGNITION_REACTIONS,
    EXPENSES_REACTIONS,
)
REACTIONS: Mapping[str, Sequence[str]] = {
    # change kind → names of the jobs that react after commit, each with {"ids": [subject ids]}
    kind: tuple(name for reactions in _REACTIONS_OF_SLICES for name in reactions.get(kind, ()))
    for reactions_of_one in _REACTIONS_OF_SLICES
    for kind in reactions_of_one
}

JOBS: Sequence[JobKind] = (
    # every kind of work
    *CUSTOMERS_JOBS,
    *CADENCE_JOBS,
    *PLANNING_JOBS,
    *RECOGNITION_JOBS,
    *EXPENSES_JOBS,
    *ROLLOUT_JOBS,
)

PORTS: Mapping[type[Any], Any] = {
    TravelTimes: EstimatedTravel(),
    Roads: roads_of(settings.ENV),
    Geocoding: geocoding_of(settings.ENV),
    DoorToDoor: buffers_of(settings.ENV),
    AccountFollowers: RowsOfAccounts(),
    Storage: DirectoryStorage(settings.FILES_DIR),
    Subjects: Subjects({SubjectKind.TRIP: TripSubject()}),
    OwnDesks: OwnDesks([ReportDesk()]),
    FileReaders: FileReaders(readers=(expenses_policies.reads_receipt_file,)),
    TripBook: TripsBook(),
    Recognizer: RapidOcrRecognizer(),
    Authenticator: RequestAuthenticator(),
    ScopesOfPerson: LiveScopes(),
    PeopleBehindOps: LivePeople(),
    SignInDoor: SessionDoor(),
}

# where it is mounted → router; below /api/
ROUTERS: Mapping[str, Router] = {
    "sync/v1": sync_api.router,
    "v1/jobs": jobs_api.router,
    "v1/search": search_api.router,
    "v1/files": files_api.router,
    "v1/approvals": approvals_api.router,
    "v1/cadence": cadence_api.router,
    "v1/customers": customers_api.router,
    "v1/interactions": interactions_api.router,
    "v1/schedule": schedule_api.router,
    "v1/visits": visits_api.router,
    "v1/planning": planning_api.router,
    "v1/standards": standards_api.router,
    "v1/trips": trips_api.router,
    "v1/recognition": recognition_api.router,
    "v1/expenses": expenses_api.router,
    "v1/identity": identity_api.router,
    "v1/rollout": rollout_api.router,
    "v1/insights": insights_api.router,
}


def install() -> None:
    """Hand every mechanism what this product consists of."""
    registry.install(SYNC_TYPES, reactions=REACTIONS)
    write_types.install(OPS)
    jobs.install(JOBS)
    wiring.install(PORTS)
    change_reactions.install(_enqueue_reaction)
    announce.install(head=[hub.publish], search=[index_rows])


def _enqueue_reaction(name: str, ids: Sequence[str]) -> None:
    jobs.enqueue(name, {"ids": list(ids)})
