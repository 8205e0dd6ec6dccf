"""Opportunities: opened on visits, moved by visits, lost where nobody comes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Account, CustomerClass, Opportunity, StageMove

STAGES = ("prospecting", "qualification", "proposal", "negotiation")
WON, LOST = "won", "lost"
SIZE_MINOR: dict[CustomerClass, int] = {
    "A": 42_000_000,
    "B": 16_000_000,
    "C": 6_000_000,
    "D": 2_200_000,
}
OPEN_CHANCE: dict[CustomerClass, float] = {"A": 0.24, "B": 0.16, "C": 0.11, "D": 0.07}
ADVANCE_CHANCE = 0.48
WIN_CHANCE = 0.62
COLD_AFTER = timedelta(days=70)
COLD_LOSS_CHANCE = 0.09
PRODUCTS = (
    "CR 立式多级泵",
    "NK 卧式离心泵",
    "磁力驱动化工泵",
    "螺杆计量泵",
    "无负压供水机组",
    "污水提升泵站",
    "真空机组",
    "屏蔽泵备件包",
)
_PROJECTS = ("改造项目", "新产线", "二期扩建", "节能更换", "年度备件", "试用项目")
_REASONS = ("price", "competitor", "no_decision", "relationship")
_RIVALS = ("格兰富", "凯泉", "威乐", "南方泵业", "苏尔寿")


@dataclass(slots=True, kw_only=True)
class Deal:
    """An opportunity while it is still moving."""

    id: UUID
    account: Account
    name: str
    product: str
    amount_minor: int
    created_at: datetime
    moves: list[StageMove] = field(default_factory=list)
    loss_reason: str = ""
    competitor: str = ""

    @property
    def stage(self) -> str:
        return self.moves[-1].stage

    @property
    def is_open(self) -> bool:
        return self.stage in STAGES

    def move(self, dice: Dice, stage: str, at: datetime) -> None:
        self.moves.append(StageMove(id=dice.uuid(at), stage=stage, at=at))


def open_deal(dice: Dice, account: Account, at: datetime) -> Deal:
    """Open an opportunity at its first stage."""
    product = dice.one(PRODUCTS)
    deal = Deal(
        id=dice.uuid(at),
        account=account,
        name=f"{product} {dice.one(_PROJECTS)}",
        product=product,
        amount_minor=dice.amount(SIZE_MINOR[account.customer_class]),
        created_at=at,
    )
    deal.move(dice, STAGES[0], at)
    return deal


def after_visit(dice: Dice, account: Account, deal: Deal | None, at: datetime) -> Deal | None:
    """Open a deal or push the open one; give the deal that was touched, if any."""
    if deal is None:
        if dice.chance(OPEN_CHANCE[account.customer_class] * account.need):
            return open_deal(dice, account, at)
        return None
    if not dice.chance(ADVANCE_CHANCE):
        return None
    place = STAGES.index(deal.stage)
    if place + 1 < len(STAGES):
        deal.move(dice, STAGES[place + 1], at)
    elif dice.chance(WIN_CHANCE):
        deal.move(dice, WON, at)
    else:
        _lose(dice, deal, at, dice.one(_REASONS[:3]))
    return deal


def grow_cold(dice: Dice, deal: Deal, account: Account, at: datetime) -> None:
    """Lose an open deal with some chance when nobody has visited for long."""
    last = max(account.last_visit_at or deal.created_at, deal.created_at)
    if at - last > COLD_AFTER and dice.chance(COLD_LOSS_CHANCE):
        _lose(dice, deal, at, "relationship")


def _lose(dice: Dice, deal: Deal, at: datetime, reason: str) -> None:
    deal.move(dice, LOST, at)
    deal.loss_reason = reason
    deal.competitor = dice.one(_RIVALS) if reason == "competitor" else ""


def record_of(deal: Deal) -> Opportunity:
    """Freeze a deal into its record."""
    close = deal.moves[-1].at if not deal.is_open else deal.moves[-1].at + timedelta(days=45)
    return Opportunity(
        id=deal.id,
        name=deal.name,
        amount_minor=deal.amount_minor,
        created_at=deal.created_at,
        expected_close=close.date(),
        moves=tuple(deal.moves),
        loss_reason=deal.loss_reason,
        competitor=deal.competitor,
    )
