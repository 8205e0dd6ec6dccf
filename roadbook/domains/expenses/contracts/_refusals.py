"""Refusals of expenses."""

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound


class ExpenseNotFound(NotFound):
    """No such line, or not one this person may see."""

    code = "expenses.expense_not_found"


class ReportNotFound(NotFound):
    """No such report, or not one this person may see."""

    code = "expenses.report_not_found"


class InvoiceNotFound(NotFound):
    """No such invoice in the register, or not one this person may see."""

    code = "expenses.invoice_not_found"


class RateNotFound(NotFound):
    """No such exchange rate."""

    code = "expenses.rate_not_found"


class CompanyNotFound(NotFound):
    """No such company of one's own."""

    code = "expenses.company_not_found"


class FinanceOnly(Forbidden):
    """The register, booking, payment and rates are finance's."""

    code = "expenses.finance_only"


class NotTheApprover(Forbidden):
    """Visible, but decided by the claimant's managers and finance."""

    code = "expenses.not_the_approver"


class DecidesOwnClaim(Forbidden):
    """Nobody decides on, books or pays a claim they made or edited."""

    code = "expenses.own_claim"


class BadExpense(Invalid):
    """A line that cannot be meant; fields say where."""

    code = "expenses.bad_expense"


class RateMissing(Invalid):
    """There is no exchange rate for this currency on or before this day."""

    code = "expenses.rate_missing"


class AmountIsComputed(Conflict):
    """Allowance and mileage follow from the itinerary and are not entered by hand."""

    code = "expenses.amount_is_computed"


class NotInThisState(Conflict):
    """The line or report has moved on; fact `state` says where it is."""

    code = "expenses.not_in_this_state"


class AlreadyDecided(Conflict):
    """Somebody decided on this line first."""

    code = "expenses.already_decided"


class ChangedSinceSeen(Conflict):
    """What was decided on is not what is stored now."""

    code = "expenses.changed_since_seen"


class InvoiceAlreadyUsed(Conflict):
    """The invoice is on a claim already. Of other people's claims only the day is told."""

    code = "expenses.invoice_already_used"


class InvoiceReversed(Conflict):
    """The invoice was reversed (红冲) and supports no claim."""

    code = "expenses.invoice_reversed"


class NothingToSubmit(Conflict):
    """The report has no draft line."""

    code = "expenses.nothing_to_submit"


class BlockedByPolicy(Conflict):
    """A rule forbids this; fact `finding` names it, `count` says how many lines."""

    code = "expenses.blocked_by_policy"


class MoreThanClaimed(Invalid):
    """No more can be approved than was claimed."""

    code = "expenses.more_than_claimed"


class FileMissing(Conflict):
    """The bytes of a receipt have not arrived yet; fact `count` says of how many."""

    code = "expenses.file_missing"


class NothingToBook(Conflict):
    """The report has no approved line that is not booked yet."""

    code = "expenses.nothing_to_book"


class MoreThanOwed(Conflict):
    """No more can be paid than is booked and unpaid; fact `owed_minor`."""

    code = "expenses.more_than_owed"


class TripNotUsable(Conflict):
    """Lines cannot hang on this trip: it is somebody else's or not approved."""

    code = "expenses.trip_not_usable"
