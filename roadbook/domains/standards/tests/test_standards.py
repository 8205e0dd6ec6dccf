from datetime import UTC, date, datetime

import pytest

from roadbook.core.actor import Actor, Role
from roadbook.core.errors import Refusal
from roadbook.core.ids import GradeId
from roadbook.domains.identity.tests.factories import make_actor, make_grade
from roadbook.domains.standards import commands, queries
from roadbook.domains.standards.contracts import (
    BadStandard,
    EstimateItem,
    StandardChanged,
    StandardRecord,
    StandardsAreFinances,
    StandardTaken,
    Template,
    TemplateInstalled,
    Tier,
)
from roadbook.domains.standards.models import TravelStandard
from roadbook.engines.policy.limits import Action, Category

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NIGHT = date(2026, 11, 24)


@pytest.fixture
def finance() -> Actor:
    return make_actor(role=Role.FINANCE)


def install(actor: Actor) -> None:
    commands.install_template(actor=actor, template=Template.CHINA_COMPANY, now=NOW)


def put(actor: Actor, *, limit_minor: int = 48_000, city_code: str = "320500") -> StandardRecord:
    return commands.put_standard(
        actor=actor,
        standard_id=None,
        version=0,
        category=Category.LODGING,
        grade_id=None,
        tier="",
        city_code=city_code,
        limit_minor=limit_minor,
        class_limit="",
        action=Action.REASON,
        now=NOW,
    )


def night(amount_minor: int, *, on: date = NIGHT, city_code: str = "320500") -> EstimateItem:
    return EstimateItem(
        key="n",
        category=Category.LODGING,
        city_code=city_code,
        on=on,
        amount_minor=amount_minor,
    )


@pytest.mark.parametrize(
    ("city_code", "on", "limit_minor"),
    [
        ("310000", NIGHT, 60_000),
        ("320500", NIGHT, 45_000),
        ("320600", NIGHT, 35_000),
        ("370200", date(2026, 8, 1), 54_000),
        ("370200", NIGHT, 45_000),
        ("460200", date(2026, 12, 31), 54_000),
    ],
)
def test_the_template_knows_tiers_and_seasons(
    finance: Actor, city_code: str, on: date, limit_minor: int
) -> None:
    install(finance)

    fact = queries.lodging_limit(grade_id=None, city_code=city_code, on=on)

    assert fact is not None
    assert (fact.limit_minor, fact.action) == (limit_minor, Action.REASON)


def test_the_template_gives_higher_grades_more(finance: Actor) -> None:
    grades = [make_grade(rank=rank) for rank in (1, 2, 3, 4, 5)]
    install(finance)

    facts = [
        queries.lodging_limit(grade_id=GradeId(g.id), city_code="310000", on=NIGHT) for g in grades
    ]

    assert [f.limit_minor for f in facts if f] == [60_000, 72_000, 90_000, 120_000, 120_000]


def test_a_template_is_for_the_first_set(finance: Actor) -> None:
    install(finance)
    count = TravelStandard.objects.count()

    with pytest.raises(TemplateInstalled):
        install(finance)

    assert TravelStandard.objects.count() == count


def test_rates_come_with_the_template(finance: Actor) -> None:
    install(finance)

    assert queries.mileage_rate(on=NIGHT) == 120
    assert queries.mileage_rate(on=date(2019, 1, 1)) == 0
    assert queries.per_diem(city_code="320500", on=NIGHT) == 10_000
    assert queries.per_diem(city_code="540100", on=NIGHT) == 12_000


def test_finds_the_night_above_the_limit_and_counts_the_one_within(finance: Actor) -> None:
    install(finance)

    checked = queries.check(grade_id=None, items=[night(48_000), night(45_000)])

    assert [(f.limit_minor, f.over_minor) for f in checked.findings] == [(45_000, 3_000)]
    assert checked.within_count == 1


def test_a_city_goes_before_its_tier(finance: Actor) -> None:
    install(finance)
    put(finance, limit_minor=50_000)

    assert queries.check(grade_id=None, items=[night(48_000)]).findings == []


@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.AUDITOR])
def test_only_finance_and_admins_change_standards(role: Role) -> None:
    with pytest.raises(StandardsAreFinances):
        put(make_actor(role=role))

    assert not TravelStandard.objects.exists()


def test_there_is_one_row_for_a_grade_place_and_category(finance: Actor) -> None:
    put(finance)

    with pytest.raises(StandardTaken):
        put(finance)

    assert TravelStandard.objects.get().limit_minor == 48_000


def test_does_not_overwrite_what_somebody_else_changed(finance: Actor) -> None:
    record = put(finance)

    with pytest.raises(StandardChanged):
        commands.put_standard(
            actor=finance,
            standard_id=record.id,
            version=record.version + 99,
            category=Category.LODGING,
            grade_id=None,
            tier="",
            city_code="320500",
            limit_minor=1,
            class_limit="",
            action=Action.BLOCK,
            now=NOW,
        )

    assert TravelStandard.objects.get().limit_minor == 48_000


@pytest.mark.parametrize(
    ("limit_minor", "city_code"), [(-1, "320500"), (10**11, "320500"), (1, "32050"), (1, "abcdef")]
)
def test_refuses_a_row_that_cannot_be_meant(
    finance: Actor, limit_minor: int, city_code: str
) -> None:
    with pytest.raises(BadStandard):
        put(finance, limit_minor=limit_minor, city_code=city_code)

    assert not TravelStandard.objects.exists()


@pytest.mark.parametrize(
    ("first", "last"), [((2, 30), (3, 1)), ((13, 1), (1, 1)), ((1, 1), (6, 31))]
)
def test_refuses_a_season_with_a_day_that_is_none(
    finance: Actor, first: tuple[int, int], last: tuple[int, int]
) -> None:
    with pytest.raises(Refusal):
        commands.add_season(
            actor=finance, name="x", city_code="", first=first, last=last, uplift_pct=1, now=NOW
        )

    assert queries.standard_set(actor=finance).seasons == []


def test_moves_a_city_into_a_tier(finance: Actor) -> None:
    install(finance)

    commands.set_city_tier(actor=finance, city_code="320600", tier=Tier.T1, now=NOW)

    fact = queries.lodging_limit(grade_id=None, city_code="320600", on=NIGHT)
    assert fact is not None
    assert (fact.tier, fact.limit_minor) == (Tier.T1, 60_000)


def test_a_new_rate_leaves_earlier_days_alone(finance: Actor) -> None:
    install(finance)

    commands.set_mileage_rate(
        actor=finance, valid_from=date(2026, 12, 1), per_km_minor=130, now=NOW
    )

    assert queries.mileage_rate(on=date(2026, 11, 30)) == 120
    assert queries.mileage_rate(on=date(2026, 12, 1)) == 130


@pytest.mark.parametrize("share", ["first_day_pct", "lunch_pct", "same_day_min_minutes"])
def test_refuses_shares_out_of_range(finance: Actor, share: str) -> None:
    with pytest.raises(BadStandard):
        commands.set_per_diem(
            actor=finance, city_code="", day_minor=1, shares={share: 10_000}, now=NOW
        )

    assert queries.standard_set(actor=finance).per_diems == []
