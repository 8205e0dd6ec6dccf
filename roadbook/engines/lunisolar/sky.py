"""New moons and the sun's longitude, as China's civil days.

Source: J. Meeus, Astronomical Algorithms, 2nd ed.: chapter 49 (phases of the moon, all terms) and
chapter 25 (solar coordinates, low accuracy: 0.01°, a quarter of an hour of sun).
Delta T: F. Espenak and J. Meeus, NASA/TP-2006-214141, the polynomial of 2005 to 2050.
"""

from datetime import date
from math import floor, radians, sin
from typing import Final

_SYNODIC_MONTH: Final = 29.530588861
_FIRST_NEW_MOON: Final = 2451550.09766
_J2000: Final = 2451545.0
_DAYS_A_CENTURY: Final = 36525.0
_CHINA: Final = 8 / 24
_JULIAN_DAY_OF_ORDINAL_ZERO: Final = 1721424.5

# coefficient in days; power of E; multiples of M (sun), M' (moon), F (node)
_MOON_TERMS: Final = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
    (-0.00002, 0, -1, 1, -2),
    (-0.00002, 0, 1, 3, 0),
    (0.00002, 0, 0, 4, 0),
)
# argument at k = 0 and its growth per month, in degrees; coefficient in days
_PLANET_TERMS: Final = (
    (299.77, 0.107408, 0.000325),
    (251.88, 0.016321, 0.000165),
    (251.83, 26.651886, 0.000164),
    (349.42, 36.412478, 0.000126),
    (84.66, 18.206239, 0.000110),
    (141.74, 53.303771, 0.000062),
    (207.14, 2.453732, 0.000060),
    (154.84, 7.306860, 0.000056),
    (34.52, 27.261239, 0.000047),
    (207.19, 0.121824, 0.000042),
    (291.34, 1.844379, 0.000040),
    (161.72, 24.198154, 0.000037),
    (239.56, 25.513099, 0.000035),
    (331.55, 3.592518, 0.000023),
)


def new_moon_number(day: date) -> int:
    """Give the number of a new moon close to a day (0 is that of 6 January 2000)."""
    return round((_julian(day) - _FIRST_NEW_MOON) / _SYNODIC_MONTH)


def new_moon_day(number: int) -> date:
    """Give the day in China on which a new moon falls."""
    k = float(number)
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3
    omega = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    at = _FIRST_NEW_MOON + _SYNODIC_MONTH * k + 0.00015437 * t**2 - 0.00000015 * t**3
    at += sum(
        size * e**power * _sin(a * sun + b * moon + c * node)
        for size, power, a, b, c in _MOON_TERMS
    )
    at -= 0.00017 * _sin(omega)
    at += sum(size * _sin(start + growth * k) for start, growth, size in _PLANET_TERMS)
    return _china_day(at)


def sun_sector(day: date) -> int:
    """Give which thirty degrees (0-11, 0 at the spring equinox) the sun has reached by midnight.

    The midnight is the one that begins the day in China.
    """
    at = _julian(day) - _CHINA + _delta_t(day.year)
    return floor(_sun_longitude(at) / 30) % 12


def _sun_longitude(at: float) -> float:
    t = (at - _J2000) / _DAYS_A_CENTURY
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t**2
    center = (
        (1.914602 - 0.004817 * t - 0.000014 * t**2) * _sin(anomaly)
        + (0.019993 - 0.000101 * t) * _sin(2 * anomaly)
        + 0.000289 * _sin(3 * anomaly)
    )
    return (mean + center - 0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)) % 360


def _china_day(at: float) -> date:
    year = 2000 + (at - _J2000) / 365.25
    local = at - _delta_t(year) + _CHINA
    return date.fromordinal(floor(local - _JULIAN_DAY_OF_ORDINAL_ZERO))


def _julian(day: date) -> float:
    return day.toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO


def _delta_t(year: float) -> float:
    """Give terrestrial minus universal time in days; good to a minute from 1920 to 2100."""
    t = year - 2000
    return (62.92 + 0.32217 * t + 0.005589 * t**2) / 86400


def _sin(degrees: float) -> float:
    return sin(radians(degrees % 360))
