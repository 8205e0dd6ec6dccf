"""The words of customers."""

from enum import StrEnum


class CustomerClass(StrEnum):
    """How much the customer matters, A most."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class LifecycleStage(StrEnum):
    PROSPECT = "prospect"
    ACTIVE = "active"
    GROWING = "growing"
    AT_RISK = "at_risk"
    DORMANT = "dormant"
    LOST = "lost"


class PositionState(StrEnum):
    """How well the place is known. "No place" is a state, never the point 0,0."""

    NONE = "none"
    CITY = "city"
    GEOCODED = "geocoded"
    CONFIRMED = "confirmed"


class AccountAction(StrEnum):
    """What a person may want to do to an account; `policies` says who may."""

    READ = "read"
    WORK = "work"
    REASSIGN = "reassign"
    ARCHIVE = "archive"


class MemberRole(StrEnum):
    """How a colleague beside the owner takes part in a customer."""

    CO_OWNER = "co_owner"
    TECHNICAL = "technical"
    SERVICE = "service"
    BACKUP = "backup"


class ContactRole(StrEnum):
    DECISION_MAKER = "decision_maker"
    INFLUENCER = "influencer"
    BUYER = "buyer"
    USER = "user"
    TECHNICAL = "technical"
    FINANCE = "finance"
    OTHER = "other"


class LeadStatus(StrEnum):
    NEW = "new"
    CONTACTED = "contacted"
    NURTURING = "nurturing"
    QUALIFIED = "qualified"
    CONVERTED = "converted"
    DISQUALIFIED = "disqualified"


class StageType(StrEnum):
    """What a stage means, whatever its users call it."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class LossReason(StrEnum):
    PRICE = "price"
    PRODUCT = "product"
    TIMING = "timing"
    COMPETITOR = "competitor"
    NO_BUDGET = "no_budget"
    RELATIONSHIP = "relationship"
    NO_DECISION = "no_decision"
    OTHER = "other"


class KeyDateKind(StrEnum):
    BIRTHDAY = "birthday"
    CONTRACT_END = "contract_end"
    ANNIVERSARY = "anniversary"
    MILESTONE = "milestone"
    OTHER = "other"


class KeyDateCalendar(StrEnum):
    SOLAR = "solar"
    LUNAR = "lunar"


class FieldKind(StrEnum):
    """The kind of a custom field's values."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class CustomerRecordKind(StrEnum):
    """Records that carry tags, custom fields and saved views."""

    ACCOUNT = "account"
    CONTACT = "contact"
    OPPORTUNITY = "opportunity"


class AccountSort(StrEnum):
    NAME = "name"
    CLASS = "class"
    CITY = "city"
    NEWEST = "newest"


class DuplicateReason(StrEnum):
    TAX_NUMBER = "tax_number"
    NAME = "name"
    PHONE = "phone"
    SIMILAR_NAME = "similar_name"
    PLACE = "place"
