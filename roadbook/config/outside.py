"""Services outside that the operator has set up, built from the settings."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from roadbook.adapters.amap import AmapGeocoder, AmapTravel
from roadbook.adapters.atlas import AtlasGeocoder
from roadbook.adapters.nominatim import NominatimGeocoder
from roadbook.adapters.osrm import OsrmTravel
from roadbook.adapters.tencent import TencentTravel
from roadbook.adapters.valhalla import ValhallaTravel
from roadbook.config.env import BadSetting, Env
from roadbook.domains.customers.ports import Geocoder, Geocoding
from roadbook.domains.planning.ports import DoorToDoor, Roads, TravelTimes

_FREE_CALLS_A_DAY: Final = 5_000  # what a personal key is given; an own server has no limit
_BY_KEY: Final = frozenset({"amap", "tencent"})
_FEWEST_POINTS, _MOST_POINTS = 2, 300


def roads_of(env: Env) -> Roads:
    """Give the road service. Raises BadSetting when what it needs is missing."""
    if env.roads == "estimate":
        return Roads()
    if not _FEWEST_POINTS <= env.roads_points <= _MOST_POINTS:
        raise BadSetting("ROADBOOK_ROADS_POINTS must be between 2 and 300")
    if not (env.roads_timeout_s and env.roads_keep_days):
        raise BadSetting("ROADBOOK_ROADS_TIMEOUT_S and ROADBOOK_ROADS_KEEP_DAYS must be above 0")
    default = _FREE_CALLS_A_DAY if env.roads in _BY_KEY else 0
    return Roads(
        times=_MAKERS[env.roads](env),
        calls_a_day=default if env.roads_calls_a_day is None else env.roads_calls_a_day,
        keep=timedelta(days=env.roads_keep_days),
        most_points=env.roads_points,
    )


def geocoding_of(env: Env) -> Geocoding:
    """Give the geocoder. Raises BadSetting when what it needs is missing."""
    if env.geocoder == "atlas":
        return Geocoding(geocoder=AtlasGeocoder())
    geocoder: Geocoder
    if env.geocoder == "amap":
        geocoder = AmapGeocoder(
            _needed(env.amap_key, "ROADBOOK_AMAP_KEY", "ROADBOOK_GEOCODER=amap"),
            timeout_s=env.roads_timeout_s,
            calls_a_second=env.roads_calls_a_second,
        )
    else:
        url = _needed(env.geocoder_url, "ROADBOOK_GEOCODER_URL", "ROADBOOK_GEOCODER=nominatim")
        geocoder = NominatimGeocoder(url, timeout_s=env.roads_timeout_s)
    return Geocoding(geocoder=geocoder, searches_a_day=env.geocoder_searches_a_day)


def buffers_of(env: Env) -> DoorToDoor:
    """Give the minutes one needs at stations and airports."""
    return DoorToDoor(
        rail_before=env.rail_before_min,
        rail_after=env.rail_after_min,
        flight_before=env.flight_before_min,
        flight_after=env.flight_after_min,
        taxi_km_minor=env.taxi_km_minor,
    )


def _needed(value: str, name: str, why: str) -> str:
    if not value:
        raise BadSetting(f"{name} is needed for {why}")
    return value


def _url(env: Env) -> str:
    url = _needed(env.roads_url, "ROADBOOK_ROADS_URL", f"ROADBOOK_ROADS={env.roads}")
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"ROADBOOK_ROADS_URL must start with http:// or https://, not {url!r}")
    return url


def _osrm(env: Env) -> TravelTimes:
    return OsrmTravel(_url(env), timeout_s=env.roads_timeout_s)


def _valhalla(env: Env) -> TravelTimes:
    return ValhallaTravel(_url(env), timeout_s=env.roads_timeout_s)


def _amap(env: Env) -> TravelTimes:
    return AmapTravel(
        _needed(env.amap_key, "ROADBOOK_AMAP_KEY", "ROADBOOK_ROADS=amap"),
        timeout_s=env.roads_timeout_s,
        calls_a_second=env.roads_calls_a_second,
    )


def _tencent(env: Env) -> TravelTimes:
    return TencentTravel(
        _needed(env.tencent_key, "ROADBOOK_TENCENT_KEY", "ROADBOOK_ROADS=tencent"),
        timeout_s=env.roads_timeout_s,
        calls_a_second=env.roads_calls_a_second,
    )


_MAKERS: Final[Mapping[str, Callable[[Env], TravelTimes]]] = {
    "osrm": _osrm,
    "valhalla": _valhalla,
    "amap": _amap,
    "tencent": _tencent,
}
