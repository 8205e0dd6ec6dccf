import pytest

from roadbook.core.errors import Refusal
from roadbook.domains.approvals.contracts import Decision
from roadbook.domains.approvals.models import ApprovalChain, ApprovalTask
from roadbook.domains.approvals.tests.factories import Company, make_company_of_three
from roadbook.domains.trips import commands, queries
from roadbook.domains.trips.contracts import (
    BadTrip,
    NotNow,
    NotYourTrip,
    ReasonMissing,
    TripChanged,
    TripNotFound,
    TripState,
)
from roadbook.domains.trips.models import Trip, TripCost, TripVersion
from roadbook.domains.trips.tests.factories import (
    NOW,
    decide,
    delta_content,
    explain,
    install_standards,
    make_trip,
    state_of,
    submit,
    version_of,
)

pytestmark = pytest.mark.django_db
WITHIN = delta_content(night_minor=45_000)


@pytest.fixture
def company() -> Company:
    install_standards()
    return make_company_of_three()


def test_a_draft_is_priced_and_held_against_the_standards(company: Company) -> None:
    trip_id = make_trip(company.rep)

    page = queries.trip_page(actor=company.rep, trip_id=trip_id)

    assert page.cost_minor == 231_000
    assert [(f.limit_minor, f.over_minor) for f in page.findings] == [(45_000, 900)] * 2
    assert page.work_cost_minor == 558_000


def test_an_exceeded_standard_needs_its_reason(company: Company) -> None:
    trip_id = make_trip(company.rep)

    with pytest.raises(ReasonMissing):
        submit(company.rep, trip_id)

    assert state_of(trip_id) is TripState.DRAFT
    assert not ApprovalChain.objects.exists()


def test_goes_to_the_leader_with_its_reason(company: Company) -> None:
    trip_id = make_trip(company.rep)
    explain(company.rep, trip_id)

    submit(company.rep, trip_id)

    page = queries.trip_page(actor=company.boss, trip_id=trip_id)
    assert (page.state, page.approval_task_id is not None) == (TripState.SUBMITTED, True)
    assert {f.reason for f in page.findings} == {"标准内的都远 40 分钟"}
    assert page.expected_return is not None


def test_an_approved_version_stands(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)

    decide(company.boss)

    trip = Trip.objects.get()
    assert (trip.state, trip.approved_number) == (TripState.APPROVED, 1)


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.REJECT, TripState.REJECTED), (Decision.RETURN, TripState.DRAFT)],
)
def test_a_no_comes_back_with_its_reason(
    company: Company, decision: Decision, state: TripState
) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)

    decide(company.boss, decision)

    page = queries.trip_page(actor=company.rep, trip_id=trip_id)
    assert (page.state, page.last_comment, page.last_comment_by) == (
        state,
        "请改住标准内酒店",
        "王强",
    )


def test_a_refused_trip_is_worked_on_and_asked_again(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)
    decide(company.boss, Decision.REJECT)

    commands.edit_trip(
        actor=company.rep,
        trip_id=trip_id,
        version=version_of(trip_id),
        content=delta_content(night_minor=40_000),
        now=NOW,
    )
    submit(company.rep, trip_id)
    decide(company.boss)

    assert state_of(trip_id) is TripState.APPROVED
    assert ApprovalChain.objects.count() == 2


def test_a_recalled_trip_waits_for_nobody(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)

    commands.recall_trip(actor=company.rep, trip_id=trip_id, now=NOW)

    assert state_of(trip_id) is TripState.RECALLED
    assert not ApprovalTask.objects.filter(state="pending").exists()


def test_a_submitted_trip_is_not_edited(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)

    with pytest.raises(NotNow):
        commands.edit_trip(
            actor=company.rep,
            trip_id=trip_id,
            version=version_of(trip_id),
            content=delta_content(),
            now=NOW,
        )

    assert Trip.objects.get().cost_minor == 229_200


def test_a_change_is_approved_again_and_the_old_version_kept(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)
    decide(company.boss)
    commands.request_change(actor=company.rep, trip_id=trip_id, reason="客户改期", now=NOW)
    commands.edit_trip(
        actor=company.rep,
        trip_id=trip_id,
        version=version_of(trip_id),
        content=delta_content(night_minor=40_000),
        now=NOW,
    )
    submit(company.rep, trip_id)

    decide(company.boss)

    page = queries.trip_page(actor=company.rep, trip_id=trip_id)
    assert [(v.number, v.cost_minor, v.is_approved) for v in page.versions] == [
        (2, 219_200, True),
        (1, 229_200, True),
    ]
    assert TripCost.objects.filter(of__number=1, deleted_at=None).count() == 4


def test_a_change_that_is_dropped_leaves_what_was_approved(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)
    decide(company.boss)
    commands.start_trip(actor=company.rep, trip_id=trip_id, now=NOW)
    commands.request_change(actor=company.rep, trip_id=trip_id, reason="客户改期", now=NOW)

    commands.drop_change(actor=company.rep, trip_id=trip_id, now=NOW)

    trip = Trip.objects.get()
    assert (trip.state, trip.number, trip.cost_minor) == (TripState.IN_PROGRESS, 1, 229_200)


def test_a_trip_is_not_overwritten_by_an_older_screen(company: Company) -> None:
    trip_id = make_trip(company.rep)
    old = version_of(trip_id)
    explain(company.rep, trip_id)

    with pytest.raises(TripChanged):
        commands.submit_trip(actor=company.rep, trip_id=trip_id, version=old, now=NOW)

    assert state_of(trip_id) is TripState.DRAFT


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("mate", TripNotFound),
        ("stranger", TripNotFound),
        ("finance", TripNotFound),
        ("boss", NotYourTrip),
        ("head", NotYourTrip),
        ("admin", NotYourTrip),
    ],
)
def test_only_the_traveller_submits(company: Company, who: str, refusal: type[Refusal]) -> None:
    trip_id = make_trip(company.rep, WITHIN)

    with pytest.raises(refusal):
        submit(getattr(company, who), trip_id)

    assert state_of(trip_id) is TripState.DRAFT
    assert not ApprovalChain.objects.exists()


def test_a_companion_does_not_approve_the_trip(company: Company) -> None:
    content = delta_content(night_minor=45_000, companion_ids=[company.boss.person_id])
    trip_id = make_trip(company.rep, content)

    submit(company.rep, trip_id)

    assert ApprovalTask.objects.get().assignee_id == company.head.person_id


def test_a_companion_must_be_a_colleague(company: Company) -> None:
    with pytest.raises(BadTrip):
        make_trip(company.rep, delta_content(companion_ids=[company.rep.person_id]))

    assert not Trip.objects.exists()


def test_a_cancelled_request_is_taken_back(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)

    commands.cancel_trip(actor=company.rep, trip_id=trip_id, reason="客户停产", now=NOW)

    assert state_of(trip_id) is TripState.CANCELLED
    assert not ApprovalTask.objects.filter(state="pending").exists()


def test_the_journey_goes_its_way(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)
    decide(company.boss)
    states = []

    for step in (commands.start_trip, commands.complete_trip, commands.close_trip):
        step(actor=company.rep, trip_id=trip_id, now=NOW)
        states.append(state_of(trip_id))

    assert states == [TripState.IN_PROGRESS, TripState.COMPLETED, TripState.CLOSED]


def test_what_was_approved_is_sealed(company: Company) -> None:
    trip_id = make_trip(company.rep, WITHIN)
    submit(company.rep, trip_id)
    decide(company.boss)

    assert TripVersion.objects.get().seen.startswith("sha256:")
    assert len(queries.trip_page(actor=company.rep, trip_id=trip_id).seen) == 71
