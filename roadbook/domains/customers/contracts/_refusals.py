"""Why customers says no."""

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound


class AccountUnknown(NotFound):
    code = "customers.account_unknown"


class ContactUnknown(NotFound):
    code = "customers.contact_unknown"


class LeadUnknown(NotFound):
    code = "customers.lead_unknown"


class OpportunityUnknown(NotFound):
    code = "customers.opportunity_unknown"


class RecordUnknown(NotFound):
    """Another part of a customer's file is absent or invisible; the fact `kind` says which."""

    code = "customers.record_unknown"


class NotYours(Forbidden):
    """The customer is visible, but only its owner, members and their leaders change it."""

    code = "customers.not_yours"


class OnlyAdminsConfigure(Forbidden):
    code = "customers.only_admins_configure"


class FieldsRefused(Invalid):
    code = "customers.fields_refused"


class LossReasonMissing(Invalid):
    code = "customers.loss_reason_missing"


class OpportunityClosed(Conflict):
    """Won and lost opportunities are opened again before they move elsewhere."""

    code = "customers.opportunity_closed"


class LeadSettled(Conflict):
    """The lead was converted or disqualified already."""

    code = "customers.lead_settled"


class ChangedMeanwhile(Conflict):
    """The record is no longer at the version that the person saw."""

    code = "customers.changed_meanwhile"


class StillInUse(Conflict):
    code = "customers.still_in_use"


class IdTaken(Conflict):
    """A record with this id exists that is not this one."""

    code = "customers.id_taken"
