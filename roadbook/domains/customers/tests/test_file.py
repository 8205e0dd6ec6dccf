"""What is in a customer's file: places, key dates, orders, views, hand-over of everything."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError

from roadbook.core.actor import Role
from roadbook.core.geo import Position
from roadbook.core.ids import PersonId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import (
    CustomerRecordKind,
    FieldsRefused,
    KeyDateCalendar,
    KeyDateKind,
    OnlyAdminsConfigure,
    OrderLineValues,
    PositionState,
)
from roadbook.domains.customers.models import Account, SavedView
from roadbook.domains.customers.tests.factories import (
    NOW,
    make_account,
    make_contact,
    make_opportunity,
)
from roadbook.domains.identity.tests.factories import actor_for, make_person
from roadbook.foundation.changes.models import SyncEntry

pytestmark = pytest.mark.django_db


def test_no_place_is_a_state_and_never_the_point_zero() -> None:
    owner = make_person()
    account = make_account(owner=owner, position=None, city_code="")

    with pytest.raises(FieldsRefused):
        commands.set_position(
            actor=actor_for(owner),
            account_id=account.id,
            position=Position(lat=0, lon=0),
            now=NOW,
        )

    assert account.position_state is PositionState.NONE
    with pytest.raises(IntegrityError):
        Account.objects.filter(id=account.id).update(lat=0, lon=0, position_state="geocoded")


def test_a_place_can_be_taken_back_to_the_city() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    actor = actor_for(owner)

    back = commands.set_position(actor=actor, account_id=account.id, position=None, now=NOW)

    assert (back.position, back.position_state) == (None, PositionState.CITY)
    place = queries.account_places(actor, [account.id])[account.id]
    assert place.position is not None
    assert round(place.position.lat) == 31


def test_lunar_and_solar_dates_and_contract_ends_come_in_order() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    actor = actor_for(owner)
    commands.add_key_date(
        actor=actor,
        account_id=account.id,
        values={
            "kind": KeyDateKind.BIRTHDAY,
            "title": "王总农历生日",
            "calendar": KeyDateCalendar.LUNAR,
            "month": 8,
            "day": 15,
        },
        now=NOW,
    )
    commands.record_contract(
        actor=actor,
        account_id=account.id,
        values={"title": "年度框架", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 9, 1)},
        now=NOW,
    )

    found = queries.key_dates_between(actor, [account.id], date(2026, 8, 1), date(2026, 10, 31))

    assert [(fact.title, fact.falls_on) for fact in found] == [
        ("年度框架", date(2026, 9, 1)),
        ("王总农历生日", date(2026, 9, 25)),
    ]


def test_an_order_is_the_sum_of_its_lines_and_its_number_is_the_customers_own() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    lines = [
        OrderLineValues(product="离心泵", quantity_milli=2000, unit="台", amount_minor=300_000),
        OrderLineValues(product="密封件", quantity_milli=500, unit="箱", amount_minor=1_250),
    ]

    def record() -> int:
        return commands.record_order(
            actor=actor_for(owner),
            account_id=account.id,
            number="PO-1",
            ordered_on=date(2026, 11, 20),
            currency="CNY",
            lines=lines,
            now=NOW,
        ).amount_minor

    assert record() == 301_250
    with pytest.raises(FieldsRefused) as refusal:
        record()
    assert refusal.value.fields == {"number": "taken"}


def test_everything_in_the_file_moves_to_the_new_owner() -> None:
    owner, successor = make_person(), make_person()
    account = make_account(owner=owner)
    contact = make_contact(owner=owner, account_id=account.id)
    opportunity = make_opportunity(owner=owner, account_id=account.id)

    commands.assign_owner(
        actor=actor_for(owner),
        account_id=account.id,
        owner_id=PersonId(successor.id),
        now=NOW,
    )

    scope = f"u:{successor.id}"
    moved = SyncEntry.objects.filter(scope=scope, op="put").values_list("rid", flat=True)
    assert {account.id, contact.id, opportunity.id} <= set(moved)
    left = SyncEntry.objects.get(scope=f"u:{owner.id}", rid=account.id)
    assert left.op == "leave"


def test_a_view_is_ones_own_until_a_manager_shares_it() -> None:
    rep, other = make_person(), make_person()

    def save(name: str, *, is_shared: bool) -> None:
        commands.save_view(
            actor=actor_for(rep),
            subject_kind=CustomerRecordKind.ACCOUNT,
            name=name,
            query={"stage": ["active"]},
            is_shared=is_shared,
            now=NOW,
        )

    save("我的 A 类", is_shared=False)
    with pytest.raises(OnlyAdminsConfigure):
        save("大家的", is_shared=True)

    kind = CustomerRecordKind.ACCOUNT
    assert [v.name for v in queries.saved_views(actor=actor_for(rep), subject_kind=kind)] == [
        "我的 A 类"
    ]
    assert queries.saved_views(actor=actor_for(other), subject_kind=kind) == []
    assert SavedView.objects.count() == 1


def test_the_page_takes_the_same_number_of_statements_for_any_file(
    count_queries: Callable[[Callable[[], object]], int],
) -> None:
    owner = make_person()
    account = make_account(owner=owner)
    make_contact(owner=owner, account_id=account.id)
    make_opportunity(owner=owner, account_id=account.id)
    actor = actor_for(owner)

    def show() -> object:
        return queries.account_detail_page(
            actor=actor, account_id=account.id, today=date(2026, 11, 24)
        )

    small = count_queries(show)
    for number in range(4):
        make_contact(owner=owner, account_id=account.id, name=f"王{number}")
        make_opportunity(owner=owner, account_id=account.id, name=f"商机{number}")

    assert count_queries(show) == small


def test_only_admins_change_stages() -> None:
    admin, rep = make_person(role=Role.ADMIN), make_person()
    pipeline = commands.ensure_default_pipeline(actor=actor_for(admin), now=NOW)

    with pytest.raises(OnlyAdminsConfigure):
        commands.add_stage(
            actor=actor_for(rep),
            pipeline_id=pipeline,
            name="试用",
            probability_pct=60,
            rank=3,
            now=NOW,
        )

    stages = queries.pipelines(actor=actor_for(rep))[0].stages
    assert [stage.name for stage in stages][-2:] == ["赢单", "输单"]
    assert len(stages) == 6
