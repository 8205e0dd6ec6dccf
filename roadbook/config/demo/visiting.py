"""What happens at a visit: its hours, how it went, and the words of the report."""

from datetime import date, datetime, timedelta
from uuid import UUID

from roadbook.config.demo.calendar import local
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import Account, Visit

STARTS = ((9, 0), (10, 30), (13, 0), (14, 20), (15, 40), (16, 50))
OUTCOMES = {"positive": 0.45, "neutral": 0.4, "negative": 0.15}
PURPOSES = ("例行拜访", "技术交流", "方案汇报", "售后回访", "报价跟进", "催款与对账")
_NOTES = {
    "positive": (
        "设备部认可{p}的能耗数据，希望下月安排试机。",
        "厂长带看了泵房，两台老泵振动偏大，计划年内更换。",
        "客户反馈上批泵运行稳定，考虑把备件改为年度框架。",
        "与采购谈到明年预算，{p}已列入技改清单。",
    ),
    "neutral": (
        "设备运行正常，近期没有新增需求，约定下次再看二期进度。",
        "联系人刚换岗，重新介绍了产品线，留下{p}样本。",
        "项目还在等集团批复，预计下季度才有结果。",
    ),
    "negative": (
        "客户对交期不满意，正在比较另一家的报价。",
        "今年技改预算已砍，{p}暂缓。",
        "上次维修响应慢，客户有意见，需要售后跟进。",
    ),
}
_NEXT = ("两周内发报价", "安排技术人员到现场", "寄样本和业绩表", "下月电话跟进", "约设备部做交流")
_TALKS = (
    ("call", "电话确认备件到货时间"),
    ("call", "跟进报价，客户还在内部讨论"),
    ("call", "回访上次维修效果"),
    ("message", "微信发送选型资料"),
    ("message", "节日问候并确认联系人"),
    ("email", "邮件发送报价单"),
)
_MISSED = ("联系人临时外出", "厂区检修不接待", "堵车未赶上")
_CANCELLED = ("客户要求改期", "会议冲突", "项目推迟")


def slot(day: date, place: int, minutes: int) -> tuple[datetime, datetime]:
    """Give begin and end of the day's visit number `place`."""
    starts = local(day, *STARTS[min(place, len(STARTS) - 1)])
    return starts, starts + timedelta(minutes=minutes)


def past_visit(dice: Dice, account: Account, day: date, place: int, trip_id: UUID | None) -> Visit:
    """Make a visit of the past: nearly always reported, sometimes missed or cancelled."""
    starts, ends = slot(day, place, account.service_minutes)
    status = dice.weighted({"reported": 0.93, "missed": 0.03, "cancelled": 0.04})
    contact = account.contacts[0].id if account.contacts else None
    if status != "reported":
        reason = dice.one(_MISSED if status == "missed" else _CANCELLED)
        return Visit(
            id=dice.uuid(starts),
            account_id=account.id,
            starts_at=starts,
            ends_at=ends,
            status=status,
            certainty="exact",
            purpose=dice.one(PURPOSES),
            reason=reason,
            trip_id=trip_id,
        )
    outcome = dice.weighted(OUTCOMES)
    return Visit(
        id=dice.uuid(starts),
        account_id=account.id,
        starts_at=starts + timedelta(minutes=dice.between(-8, 12)),
        ends_at=ends + timedelta(minutes=dice.between(-10, 15)),
        status=status,
        certainty="exact",
        purpose=dice.one(PURPOSES),
        outcome=outcome,
        notes=dice.one(_NOTES[outcome]).format(p=dice.one(("多级泵", "化工泵", "供水机组"))),
        next_step=dice.one(_NEXT) if dice.chance(0.7) else "",
        trip_id=trip_id,
        contact_id=contact,
        distance_m=dice.between(8, 160) if account.position_state == "confirmed" else None,
        accuracy_m=dice.between(6, 45),
    )


def planned_visit(
    dice: Dice, account: Account, day: date, place: int, *, trip_id: UUID | None, certainty: str
) -> Visit:
    """Make a visit that is still to come."""
    starts, ends = slot(day, place, account.service_minutes)
    return Visit(
        id=dice.uuid(starts - timedelta(days=4)),
        account_id=account.id,
        starts_at=starts,
        ends_at=ends,
        status="planned",
        certainty=certainty,
        purpose=dice.one(PURPOSES),
        trip_id=trip_id,
        contact_id=account.contacts[0].id if account.contacts else None,
    )


def talk(dice: Dice) -> tuple[str, str]:
    """Draw a contact without travel: its kind and what it was about."""
    return dice.one(_TALKS)
