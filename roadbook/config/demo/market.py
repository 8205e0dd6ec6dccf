"""Cause and effect: warmth grows with visits and fades with time; orders follow need and warmth."""

from datetime import date, datetime, timedelta
from uuid import UUID

from roadbook.config.demo.calendar import local
from roadbook.config.demo.deals import PRODUCTS, SIZE_MINOR
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Account, CustomerClass, Order

FADE_PER_WEEK = 0.962
VISIT_WARMS = 0.24
TALK_WARMS = 0.04
ORDERS_PER_WEEK: dict[CustomerClass, float] = {"A": 0.11, "B": 0.065, "C": 0.035, "D": 0.016}
COLD = 0.16
LEAVE_CHANCE = 0.045
_REPEAT_SHARE = 0.14
_HALF_YEAR = timedelta(days=180)
_QUARTER = timedelta(days=90)


def warm(account: Account, by: float) -> None:
    """Bring a customer closer; nobody is warmer than 1."""
    account.warmth = min(1.0, account.warmth + by)


def order_chance(account: Account) -> float:
    """Give the chance of an order this week: class × need × warmth."""
    return ORDERS_PER_WEEK[account.customer_class] * account.need * (0.15 + 1.6 * account.warmth)


def pass_week(dice: Dice, account: Account, days: list[date]) -> None:
    """Let a customer order, cool down, and perhaps leave."""
    if account.lost_on is not None:
        return
    if days and dice.chance(order_chance(account)):
        middle = int(SIZE_MINOR[account.customer_class] * _REPEAT_SHARE)
        account.orders.append(make_order(dice, account, dice.one(days), dice.amount(middle)))
    account.warmth *= FADE_PER_WEEK
    if days and account.warmth < COLD and dice.chance(LEAVE_CHANCE):
        account.lost_on = days[-1]


def make_order(
    dice: Dice,
    account: Account,
    day: date,
    amount_minor: int,
    *,
    product: str = "",
    opportunity_id: UUID | None = None,
) -> Order:
    """Make an order of a customer on a day; numbers never repeat within a customer and day."""
    return Order(
        id=dice.uuid(local(day, 15)),
        number=f"SO{day:%y%m%d}{account.number:06}{len(account.orders):02}",
        ordered_on=day,
        amount_minor=amount_minor,
        product=product or dice.one(PRODUCTS),
        quantity=dice.between(1, 24),
        opportunity_id=opportunity_id,
    )


def stage_of(account: Account, now: datetime) -> str:
    """Derive the lifecycle stage that history says at the end of the year."""
    if account.lost_on is not None:
        return "lost"
    if not account.orders:
        return "prospect"
    today = now.date()
    last = max(order.ordered_on for order in account.orders)
    late = sum(o.amount_minor for o in account.orders if today - o.ordered_on <= _HALF_YEAR)
    early = sum(o.amount_minor for o in account.orders) - late
    if today - last > _HALF_YEAR:
        return "dormant"
    if account.warmth < 2 * COLD and today - last > _QUARTER:
        return "at_risk"
    if late > early * 3 // 2 and len(account.orders) > 1:
        return "growing"
    return "active"
