"""Importing stations and timetables, and finding what runs between two cities."""

from datetime import date

import pytest

from roadbook.core.actor import Actor, Role
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.tests.factories import make_actor
from roadbook.domains.planning import commands, queries, rules
from roadbook.domains.planning.contracts import (
    CityUnknown,
    ClassPrice,
    TimetableByAdmins,
    TimetableImport,
    TimetableUnreadable,
)
from roadbook.domains.planning.models import Station, TimetableService
from roadbook.domains.planning.ports import DoorToDoor
from roadbook.foundation.changes.models import AuditEntry

TUESDAY, SUNDAY = date(2026, 12, 1), date(2026, 12, 6)
STATIONS = """站名,城市,类型,坐标
上海虹桥,上海,铁路,"31.1942,121.3157"
杭州东,330100,铁路,"30.2936,120.2084"
上海虹桥机场,上海,航空,"31.1968,121.3363"
杭州萧山机场,杭州,航空,"30.2295,120.4345"
"""
HEADER = "车次,出发站,到达站,出发时间,到达时间,星期,票价,有效期自,有效期至\n"
TRAIN = "G7301,上海虹桥,杭州东,07:30,08:22,12345,二等座:73/一等座:117.5,2026-11-01,2027-01-31\n"
NIGHT = "D905,上海虹桥,杭州东,23:50,01:40+1,每天,,2026-11-01,2027-01-31\n"
FLIGHT = "MU1,上海虹桥机场,杭州萧山机场,10:00,10:45,7,经济舱:500,2026-11-01,2027-01-31\n"


def stations(actor: Actor, text: str = STATIONS, *, is_dry_run: bool = False) -> TimetableImport:
    return commands.import_stations(
        actor=actor, content=text.encode(), is_dry_run=is_dry_run, now=NOW
    )


def services(actor: Actor, lines: str, *, is_dry_run: bool = False) -> TimetableImport:
    return commands.import_timetable(
        actor=actor, content=(HEADER + lines).encode(), is_dry_run=is_dry_run, now=NOW
    )


@pytest.fixture
def admin() -> Actor:
    actor = make_actor(role=Role.ADMIN, name="管理员")
    stations(actor)
    return actor


@pytest.mark.django_db
def test_writes_nothing_in_a_dry_run(admin: Actor) -> None:
    told = services(admin, TRAIN + FLIGHT, is_dry_run=True)

    assert (told.lines, told.added, told.trouble_count, told.is_written) == (2, 2, 0, False)
    assert TimetableService.objects.count() == 0
    assert not AuditEntry.objects.filter(kind="timetable_service.imported").exists()


@pytest.mark.django_db
def test_imports_what_the_dry_run_showed(admin: Actor) -> None:
    told = services(admin, TRAIN + FLIGHT)

    assert (told.added, told.is_written) == (2, True)
    train = TimetableService.objects.get(code="G7301")
    assert (train.departs_minute, train.arrives_minute, train.weekdays) == (450, 502, "01234")
    assert train.prices == [["二等座", 7_300], ["一等座", 11_750]]
    assert AuditEntry.objects.filter(kind="timetable_service.imported").count() == 1


@pytest.mark.django_db
def test_changes_what_it_knows_instead_of_doubling(admin: Actor) -> None:
    services(admin, TRAIN + FLIGHT)

    told = services(admin, TRAIN.replace("08:22", "08:30") + FLIGHT)

    assert (told.added, told.changed, told.unchanged) == (0, 1, 1)
    assert TimetableService.objects.get(code="G7301").arrives_minute == 510
    assert TimetableService.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (TRAIN.replace("杭州东", "杭州西"), "to", "unknown_station"),
        (TRAIN.replace("杭州东", "上海虹桥"), "to", "same_station"),
        (TRAIN.replace("杭州东", "杭州萧山机场"), "to", "other_mode"),
        (TRAIN.replace("07:30", "7点半"), "departs", "no_time"),
        (TRAIN.replace("07:30", "24:10"), "departs", "no_time"),
        (TRAIN.replace("08:22", "06:22"), "arrives", "before_departure"),
        (TRAIN.replace("12345", "89"), "days", "no_weekdays"),
        (TRAIN.replace("二等座:73", "二等座"), "prices", "no_price"),
        (TRAIN.replace("2026-11-01", "下月"), "valid_from", "no_date"),
        (TRAIN.replace("2027-01-31", "2026-10-31"), "valid_until", "before_first"),
        (TRAIN.replace("G7301", ""), "code", "required"),
    ],
)
def test_says_which_line_is_wrong_and_writes_none(
    admin: Actor, line: str, column: str, reason: str
) -> None:
    told = services(admin, FLIGHT + line)

    (trouble,) = told.troubles
    assert (trouble.line, trouble.column, trouble.reason) == (3, column, reason)
    assert not told.is_written
    assert TimetableService.objects.count() == 0


@pytest.mark.django_db
def test_finds_the_same_train_twice_in_a_file(admin: Actor) -> None:
    told = services(admin, TRAIN + TRAIN)

    assert [(each.line, each.reason) for each in told.troubles] == [(3, "twice")]


@pytest.mark.django_db
def test_refuses_a_file_without_its_columns(admin: Actor) -> None:
    with pytest.raises(TimetableUnreadable) as refused:
        stations(admin, "站名,城市\n上海虹桥,上海\n")

    assert refused.value.fields == {"mode": "column_missing"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.FINANCE])
def test_is_imported_by_admins_only(role: Role) -> None:
    with pytest.raises(TimetableByAdmins):
        stations(make_actor(role=role))

    assert Station.objects.count() == 0


@pytest.mark.django_db
def test_finds_connections_door_to_door(admin: Actor) -> None:
    services(admin, NIGHT + TRAIN + FLIGHT)

    early, late = queries.connections(
        actor=make_actor(),
        from_city="310000",
        to_city="330100",
        day=TUESDAY,
        buffers=DoorToDoor(rail_before=20, rail_after=10),
    )

    assert (early.code, early.ready_minute, early.free_minute) == ("G7301", 430, 512)
    assert early.origin.city_name == "上海"
    assert early.prices[0] == ClassPrice(seat_class="二等座", price_minor=7_300)
    assert (late.code, late.arrives_minute, late.prices) == ("D905", 1_540, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (SUNDAY, ["MU1"]),
        (TUESDAY, ["G7301"]),
        (date(2026, 10, 31), []),
        (date(2027, 1, 29), ["G7301"]),
        (date(2027, 2, 1), []),
    ],
)
def test_keeps_to_weekdays_and_validity(admin: Actor, day: date, codes: list[str]) -> None:
    services(admin, TRAIN + FLIGHT)

    found = queries.connections(
        actor=admin, from_city="310115", to_city="330100", day=day, buffers=DoorToDoor()
    )

    assert [each.code for each in found] == codes


@pytest.mark.django_db
def test_knows_no_city_of_that_code(admin: Actor) -> None:
    with pytest.raises(CityUnknown):
        queries.connections(
            actor=admin, from_city="999999", to_city="330100", day=SUNDAY, buffers=DoorToDoor()
        )


def test_reads_both_languages_of_headings() -> None:
    english = ["code", "from", "to", "departs", "arrives", "days", "prices", "valid_from"]

    columns = rules.columns_of([*english, "valid_until"], rules.SERVICE_HEADINGS)

    assert columns["valid_until"] == 8
