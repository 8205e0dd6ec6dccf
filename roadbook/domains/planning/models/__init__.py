"""Tables of planning."""

from roadbook.domains.planning.models._plans import Plan, PlanRevision
from roadbook.domains.planning.models._roads import RoadCallDay, StoredLeg, TravelFactor
from roadbook.domains.planning.models._teams import TeamPlan
from roadbook.domains.planning.models._timetable import Station, TimetableService
from roadbook.domains.planning.models._travel import PlanHotel, TravelProfile

__all__ = [
    "Plan",
    "PlanHotel",
    "PlanRevision",
    "RoadCallDay",
    "Station",
    "StoredLeg",
    "TeamPlan",
    "TimetableService",
    "TravelFactor",
    "TravelProfile",
]
