"""The repair queue: what a geocoder says, what is used by itself, what people decide."""

import pytest

from roadbook.core.errors import Unavailable
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import (
    AccountUnknown,
    FoundPlace,
    NothingSuggested,
    PlaceConfidence,
    PositionReason,
    PositionState,
)
from roadbook.domains.customers.models import Account, PositionSearch
from roadbook.domains.customers.ports import Geocoding
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person
from roadbook.foundation import wiring
from roadbook.foundation.http.outbound import NoAnswer
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db
HERE = Position(lat=31.23, lon=121.50)
HOUSE, AREA = PlaceConfidence.HOUSE, PlaceConfidence.AREA


class FakeGeocoder:
    """Always says the same."""

    source = "nominatim"

    def __init__(self, found: FoundPlace | None, trouble: Unavailable | None = None) -> None:
        self.calls = 0
        self._found, self._trouble = found, trouble

    def find(self, address: str, city_name: str, /) -> FoundPlace | None:
        self.calls += 1
        if self._trouble is not None:
            raise self._trouble
        return self._found


def place(confidence: PlaceConfidence, city_code: str = "310000") -> FoundPlace:
    return FoundPlace(label="某处", city_code=city_code, confidence=confidence, position=HERE)


def use(
    monkeypatch: pytest.MonkeyPatch, geocoder: FakeGeocoder, *, searches_a_day: int = 0
) -> FakeGeocoder:
    chosen = Geocoding(geocoder=geocoder, searches_a_day=searches_a_day)
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, Geocoding: chosen})
    return geocoder


def enter(rep: Person, *, name: str = "华源", address: str = "世纪大道100号") -> AccountId:
    """Enter a customer with an address as the screen does, and let the jobs run."""
    made = commands.create_account(
        actor=actor_for(rep),
        values={"name": name, "address": address, "city_code": "310000"},
        now=NOW,
    )
    run_due()
    return made.id


def reasons(rep: Person) -> list[PositionReason]:
    items, _ = queries.position_tasks(actor=actor_for(rep), reason=None, after=None, limit=50)
    return [item.reason for item in items]


def test_puts_a_pin_by_itself_only_at_the_very_house(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakeGeocoder(place(HOUSE)))

    account = Account.objects.get(pk=enter(make_person()))

    assert (account.lat, account.lon, account.position_state) == (31.23, 121.50, "geocoded")


@pytest.mark.parametrize(
    "found", [place(AREA), place(HOUSE, city_code="320500"), place(PlaceConfidence.STREET)]
)
def test_suggests_what_is_less_than_certain(
    monkeypatch: pytest.MonkeyPatch, found: FoundPlace
) -> None:
    use(monkeypatch, FakeGeocoder(found))
    rep = make_person()

    account_id = enter(rep)

    (task,), _ = queries.position_tasks(
        actor=actor_for(rep), reason=PositionReason.SUGGESTED, after=None, limit=50
    )
    assert (task.account.id, task.suggestion, task.source) == (account_id, found, "nominatim")
    assert Account.objects.get(pk=account_id).position_state == PositionState.CITY


def test_knows_the_city_without_any_service() -> None:
    rep = make_person()
    made = commands.create_account(
        actor=actor_for(rep), values={"name": "华源", "address": "苏州工业园区1号"}, now=NOW
    )

    run_due()

    account = Account.objects.get(pk=made.id)
    assert (account.city_code, account.position_state, account.lat) == ("320500", "city", None)
    assert reasons(rep) == [PositionReason.NOT_FOUND]


def test_says_when_the_service_fails_and_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakeGeocoder(None, NoAnswer()))
    rep = make_person()
    account_id = enter(rep)
    (task,), _ = queries.position_tasks(actor=actor_for(rep), reason=None, after=None, limit=50)
    assert (task.reason, task.trouble) == (PositionReason.SERVICE_TROUBLE, "core.no_answer")

    waiting = queries.searches_to_make(None, source="nominatim", limit=10)

    assert [each[0] for each in waiting] == [account_id]


def test_asks_no_address_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    geocoder = use(monkeypatch, FakeGeocoder(place(AREA)))
    rep = make_person()
    account_id = enter(rep)

    commands.update_account(
        actor=actor_for(rep), account_id=account_id, values={"note": "新"}, now=NOW
    )
    run_due()
    assert geocoder.calls == 1

    commands.update_account(
        actor=actor_for(rep), account_id=account_id, values={"address": "别处2号"}, now=NOW
    )
    run_due()
    assert geocoder.calls == 2


def test_stops_at_the_limit_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    geocoder = use(monkeypatch, FakeGeocoder(place(AREA)), searches_a_day=2)
    rep = make_person()

    for name in "甲乙丙":
        enter(rep, name=name)

    assert geocoder.calls == 2
    assert sorted(reasons(rep)) == ["suggested", "suggested", "waiting"]


def test_takes_a_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakeGeocoder(place(AREA)))
    rep = make_person()
    account_id = enter(rep)

    taken = commands.accept_suggestion(actor=actor_for(rep), account_id=account_id, now=NOW)

    assert (taken.position, taken.position_state) == (HERE, PositionState.GEOCODED)
    assert reasons(rep) == []


def test_has_nothing_to_take_where_nothing_was_found() -> None:
    rep = make_person()
    account_id = enter(rep)

    with pytest.raises(NothingSuggested):
        commands.accept_suggestion(actor=actor_for(rep), account_id=account_id, now=NOW)

    assert Account.objects.get(pk=account_id).lat is None


def test_leaves_the_unfindable_alone_until_that_is_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rep = make_person()
    account_id = enter(rep)
    actor = actor_for(rep)

    commands.mark_unfindable(actor=actor, account_id=account_id, is_unfindable=True, now=NOW)
    assert reasons(rep) == [PositionReason.UNFINDABLE]
    assert queries.searches_to_make(None, source="nominatim", limit=10) == []

    commands.mark_unfindable(actor=actor, account_id=account_id, is_unfindable=False, now=NOW)
    assert reasons(rep) == [PositionReason.WAITING]
    assert len(queries.searches_to_make(None, source="nominatim", limit=10)) == 1


def test_tells_those_without_an_address_apart() -> None:
    rep = make_person()
    enter(rep, name="无址", address="")

    assert reasons(rep) == [PositionReason.NO_ADDRESS]


def test_is_no_strangers_business(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, FakeGeocoder(place(AREA)))
    rep, stranger = make_person(), make_actor(name="外人")
    account_id = enter(rep)

    with pytest.raises(AccountUnknown):
        commands.accept_suggestion(actor=stranger, account_id=account_id, now=NOW)
    with pytest.raises(AccountUnknown):
        commands.mark_unfindable(actor=stranger, account_id=account_id, is_unfindable=True, now=NOW)

    found, _ = queries.position_tasks(actor=stranger, reason=None, after=None, limit=50)
    assert found == []
    assert PositionSearch.objects.get().outcome == PositionReason.SUGGESTED


def test_pages_through_the_queue() -> None:
    rep = make_person()
    for name in "甲乙丙":
        enter(rep, name=name)
    actor = actor_for(rep)

    first, after = queries.position_tasks(actor=actor, reason=None, after=None, limit=2)
    rest, end = queries.position_tasks(actor=actor, reason=None, after=after, limit=2)

    assert [len(first), len(rest), end] == [2, 1, None]
    assert len({item.account.id for item in (*first, *rest)}) == 3
