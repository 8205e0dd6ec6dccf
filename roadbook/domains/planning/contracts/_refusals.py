"""What planning refuses."""

from roadbook.core.errors import Conflict, Forbidden, NotFound


class PlanUnknown(NotFound):
    """No such plan."""

    code = "planning.plan_unknown"


class ProfileUnknown(NotFound):
    """No such traveller, or not one whose plans you may see."""

    code = "planning.profile_unknown"


class StopUnknown(NotFound):
    """The customer is not among the plan's candidates."""

    code = "planning.stop_unknown"


class HotelUnknown(NotFound):
    """No such hotel."""

    code = "planning.hotel_unknown"


class NotYourPlan(Forbidden):
    """A plan is changed by its traveller and those who lead them."""

    code = "planning.not_your_plan"


class HotelsByAdmins(Forbidden):
    """Hotels are entered by managers, finance and admins."""

    code = "planning.hotels_by_admins"


class PlanNotReady(Conflict):
    """The plan is being made, was refused, or is accepted already; `state` says which."""

    code = "planning.not_ready"


class PlanChanged(Conflict):
    """The plan changed since it was read; `revision` is the present one."""

    code = "planning.changed_meanwhile"


class CannotFit(Conflict):
    """The change does not fit; `constraint` says why, `day` where."""

    code = "planning.cannot_fit"


class RequiredCannotFit(Conflict):
    """A customer that must be in does not fit into any plan; `constraint` says why."""

    code = "planning.required_cannot_fit"


class NothingToUndo(Conflict):
    """The plan is as it was made."""

    code = "planning.nothing_to_undo"


class StartPlaceMissing(Conflict):
    """Nobody has said where the traveller starts, and it cannot be guessed."""

    code = "planning.start_place_missing"
