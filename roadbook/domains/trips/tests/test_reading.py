import pytest

from roadbook.core.ids import AccountId
from roadbook.domains.approvals.tests.factories import (
    FINANCE,
    LEADER,
    Company,
    make_company_of_three,
    make_rule,
)
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.trips import queries
from roadbook.domains.trips.contracts import TripNotFound
from roadbook.domains.trips.sync import trip_scopes
from roadbook.domains.trips.tests.factories import (
    THURSDAY,
    TUESDAY,
    decide,
    delta_content,
    install_standards,
    make_trip,
    submit,
)

pytestmark = pytest.mark.django_db
WITHIN = delta_content(night_minor=45_000)


@pytest.fixture
def company() -> Company:
    install_standards()
    return make_company_of_three()


@pytest.mark.parametrize(
    ("who", "draft", "submitted"),
    [
        ("rep", 1, 1),
        ("boss", 1, 1),
        ("head", 1, 1),
        ("admin", 1, 1),
        ("auditor", 1, 1),
        ("finance", 0, 1),
        ("mate", 0, 0),
        ("stranger", 0, 0),
    ],
)
def test_a_trip_is_read_by_those_it_concerns(
    company: Company, who: str, draft: int, submitted: int
) -> None:
    actor = getattr(company, who)
    trip_id = make_trip(company.rep, WITHIN)
    before = len(queries.trips(actor=actor))
    submit(company.rep, trip_id)

    assert (before, len(queries.trips(actor=actor))) == (draft, submitted)


def test_a_task_is_the_right_to_read_that_trip_and_no_other(company: Company) -> None:
    person = Person.objects.get(id=company.stranger.person_id)
    from roadbook.core.ids import PersonId
    from roadbook.domains.approvals.contracts import ApproverKind, RuleStepSpec

    make_rule(
        company.admin,
        RuleStepSpec(approver=ApproverKind.PERSON, person_id=PersonId(person.id)),
    )
    asked = make_trip(company.rep, WITHIN)
    other = make_trip(company.rep, delta_content(night_minor=44_000))
    submit(company.rep, asked)

    assert queries.trip_page(actor=company.stranger, trip_id=asked).title == "苏州无锡三日"
    with pytest.raises(TripNotFound):
        queries.trip_page(actor=company.stranger, trip_id=other)


def test_a_trip_reaches_the_devices_of_those_who_may_read_it(company: Company) -> None:
    make_rule(company.admin, LEADER, FINANCE)
    trip_id = make_trip(company.rep, WITHIN)
    draft = trip_scopes([trip_id])[trip_id]
    submit(company.rep, trip_id)
    decide(company.boss)

    waiting = trip_scopes([trip_id])[trip_id]

    own = f"u:{company.rep.person_id}"
    assert draft == {own}
    assert waiting == {
        own,
        "r:finance",
        f"u:{company.boss.person_id}",
        f"u:{company.finance.person_id}",
    }


def test_shows_who_else_goes_there_near_in_time(company: Company) -> None:
    owner = Person.objects.get(id=company.rep.person_id)
    account = AccountId(make_account(owner=owner, city_code="320500", name="无锡天擎机电").id)
    mine = make_trip(company.rep, delta_content(account_ids=[account], night_minor=45_000))
    theirs = make_trip(
        company.admin, delta_content(account_ids=[account], night_minor=45_000, title="售后")
    )
    page = queries.trip_page(actor=company.rep, trip_id=mine)
    assert page.colleagues == []
    from roadbook.core.actor import Role
    from roadbook.domains.identity.tests.factories import make_actor

    make_actor(role=Role.ADMIN)
    submit(company.admin, theirs)

    near = queries.trip_page(actor=company.rep, trip_id=mine).colleagues

    assert [(c.person_name, c.account_name, c.trip_id) for c in near] == [
        ("孙伟", "无锡天擎机电", None)
    ]


def test_a_customer_shows_trips_by_anyone_who_may_read_it(company: Company) -> None:
    owner = Person.objects.get(id=company.rep.person_id)
    account = AccountId(make_account(owner=owner).id)
    trip_id = make_trip(company.rep, delta_content(account_ids=[account], night_minor=45_000))
    assert queries.trips_of_account(actor=company.rep, account_id=account) == []
    submit(company.rep, trip_id)

    shown = queries.trips_of_account(actor=company.rep, account_id=account)

    assert [(t.trip_id, t.traveller_name) for t in shown] == [(trip_id, "李娜")]
    assert list(queries.trips_of_account(actor=company.stranger, account_id=account)) == []


def test_lists_the_trips_of_some_days(company: Company) -> None:
    make_trip(company.rep, WITHIN)

    inside = queries.trips_between(actor=company.rep, first=THURSDAY, last=THURSDAY)
    before = queries.trips_between(
        actor=company.rep, first=TUESDAY.replace(day=1), last=TUESDAY.replace(day=23)
    )

    assert ([t.city_names for t in inside], before) == ([["苏州"]], [])
