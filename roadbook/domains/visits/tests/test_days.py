from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadbook.core.actor import Role
from roadbook.core.geo import Position
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.visits.commands import cancel_visit, check_in, check_out
from roadbook.domains.visits.queries import day_of, team_day, visits_of_account
from roadbook.domains.visits.tests.factories import AT, NOW, make_visit

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


def test_orders_the_day_and_names_the_next_stop() -> None:
    rep = make_person()
    actor = actor_for(rep)
    second = make_visit(actor, make_account(owner=rep).id, starts_at=AT + timedelta(hours=2))
    first = make_visit(actor, make_account(owner=rep).id)
    check_in(actor=actor, visit_id=first.id, fix=None, now=NOW)
    check_out(actor=actor, visit_id=first.id, fix=None, now=NOW)

    day = day_of(actor=actor, person_id=actor.person_id, day=DAY)

    assert [stop.visit.id for stop in day.stops] == [first.id, second.id]
    assert (day.next_id, day.done_count) == (second.id, 1)


def test_measures_the_ways_between_stops_that_take_place() -> None:
    rep = make_person()
    actor = actor_for(rep)
    places = [Position(lat=31.23, lon=121.47), Position(lat=31.5, lon=121.47)]
    here, there = (make_account(owner=rep, position=place).id for place in places)
    make_visit(actor, here)
    dropped = make_visit(actor, there, starts_at=AT + timedelta(hours=2))
    make_visit(actor, here, starts_at=AT + timedelta(hours=4))
    cancel_visit(actor=actor, visit_id=dropped.id, reason="客户出差", now=NOW)

    day = day_of(actor=actor, person_id=actor.person_id, day=DAY)

    assert [stop.leg is None for stop in day.stops] == [True, True, False]
    assert day.distance_m == 0


def test_shows_the_leader_everybody_and_a_team_mate_only_themselves() -> None:
    team = make_team()
    rep, mate = make_person(team=team), make_person("王磊", team=team)
    boss = make_actor(role=Role.MANAGER, leads=team, name="老板")
    make_visit(actor_for(rep), make_account(owner=rep).id)
    make_visit(actor_for(mate), make_account(owner=mate).id)

    assert len(team_day(actor=boss, day=DAY).days) == 2
    assert [d.person_name for d in team_day(actor=actor_for(mate), day=DAY).days] == ["王磊"]
    stranger = day_of(actor=actor_for(mate), person_id=actor_for(rep).person_id, day=DAY)
    assert stranger.stops == ()


def test_lists_a_customers_visits_for_who_sees_the_customer() -> None:
    rep = make_person()
    account = make_account(owner=rep)
    make_visit(actor_for(rep), account.id)

    assert len(visits_of_account(actor=actor_for(rep), account_id=account.id)) == 1
    assert visits_of_account(actor=make_actor(name="陌生"), account_id=account.id) == []


def test_takes_the_same_number_of_statements_for_one_visit_and_ten() -> None:
    rep = make_person()
    actor = actor_for(rep)
    counts = []
    for hours in (0, 1, 2, 3, 4, 5):
        make_visit(actor, make_account(owner=rep).id, starts_at=AT + timedelta(hours=hours))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            day_of(actor=actor, person_id=actor.person_id, day=DAY)
        counts.append(len(captured))

    assert len(set(counts)) == 1
