"""The table of places: codes, provinces, and finding a place in an address."""

import pytest

from roadbook.engines.places import cities, districts_of, locate, place_of, province_of


def test_every_place_lies_in_its_province() -> None:
    places = [*cities(), *(d for city in cities() for d in districts_of(city.code))]

    outside = [p.code for p in places if not province_of(p.code).holds(p.position)]

    assert outside == []


def test_codes_and_city_names_are_unique() -> None:
    names = [city.name for city in cities()]

    assert len(names) == len(set(names))
    assert len(names) > 280


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("上海市浦东新区张江路100号", "310115"),
        ("江苏省苏州市昆山市前进东路8号", "320583"),
        ("苏州工业园区星湖街1号", "320571"),
        ("浙江省宁波市", "330200"),
        ("昆山市前进东路8号", "320583"),
        ("Building 3, Chengdu, Sichuan", "510100"),
        ("重庆市江北区建新路", "500105"),
        ("江苏省南通市通州区金沙镇", "320612"),
        ("北京市朝阳区建国路", "110105"),
        ("吉林省长春市", "220100"),
        ("上海市黄浦区南京东路100号", "310101"),
    ],
)
def test_finds_the_most_exact_place_in_an_address(address: str, code: str) -> None:
    place = locate(address)

    assert place is not None
    assert place.code == code


@pytest.mark.parametrize("address", ["", "somewhere", "通州区", "火星路一号", "南京东路一号"])
def test_says_nothing_when_no_place_is_named(address: str) -> None:
    assert locate(address) is None


def test_knows_a_district_and_its_city() -> None:
    place = place_of("310115")

    assert place is not None
    assert (place.is_city, place.city_code) == (False, "310000")
