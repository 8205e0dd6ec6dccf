"""高德 (AMap) web services by key. It speaks GCJ-02; callers speak WGS-84."""

from roadbook.adapters.amap.geocoder import AmapGeocoder
from roadbook.adapters.amap.travel import AmapTravel

__all__ = ["AmapGeocoder", "AmapTravel"]
