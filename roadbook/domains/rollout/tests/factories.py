"""Builders for the tests of imports."""

from datetime import UTC, datetime

from roadbook.core.actor import Actor
from roadbook.domains.rollout import commands
from roadbook.domains.rollout.contracts import ImportSummary
from roadbook.domains.rollout.queries import import_summary
from roadbook.foundation.jobs.runner import run_due

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
GOOD = "客户名称,地址,客户等级,上次拜访日期,负责人\n"
LINES = GOOD + (
    "苏州华源化工有限公司,苏州市吴中区创新路8号,A,2026-10-01,\n"
    "上海恒力泵业有限公司,上海市嘉定区金桥路1号,重点,2026/9/3,\n"
    "宁波永丰纺织有限公司,浙江省宁波市,x,2026-01-01,\n"
    ",没有名字的一行,B,,\n"
    "苏州华源化工股份有限公司,苏州工业园区,C,,\n"
)


def start(actor: Actor, text: str = LINES, *, name: str = "customers.csv") -> ImportSummary:
    """Upload a file."""
    return commands.start_import(actor=actor, name=name, content=text.encode("gb18030"), now=NOW)


def checked(actor: Actor, text: str = LINES) -> ImportSummary:
    """Upload a file and run the dry run."""
    batch = start(actor, text)
    commands.begin_check(actor=actor, import_id=batch.id, now=NOW)
    run_due()
    return import_summary(actor=actor, import_id=batch.id)


def applied(actor: Actor, text: str = LINES) -> ImportSummary:
    """Upload, check and apply a file."""
    batch = checked(actor, text)
    commands.begin_apply(actor=actor, import_id=batch.id, now=NOW)
    run_due()
    return import_summary(actor=actor, import_id=batch.id)
