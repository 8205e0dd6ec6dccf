from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import TaskId
from roadbook.domains.approvals.contracts import AlreadyDecided, ChainState, Decision
from roadbook.domains.approvals.models import ApprovalChain, ApprovalTask
from roadbook.domains.approvals.tests.factories import (
    FINANCE,
    make_company_of_three,
    make_rule,
    open_for,
    say,
    task_of,
)
from roadbook.domains.identity.tests.factories import make_actor


def _try(actor: Actor, task_id: TaskId, decision: Decision) -> str:
    try:
        return say(actor, task_id, decision).chain_state
    except AlreadyDecided:
        return "late"
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_one_of_two_approvers_at_once_wins() -> None:
    company = make_company_of_three()
    other = make_actor(name="冯会", role=Role.FINANCE)
    make_rule(company.admin, FINANCE)
    for _ in range(5):
        open_for(company.rep)
        turns = [
            (company.finance, task_of(company.finance), Decision.APPROVE),
            (other, task_of(other), Decision.REJECT),
        ]

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(lambda turn: _try(*turn), turns))

        assert answers in (["approved", "late"], ["late", "rejected"])
        ended = ApprovalChain.objects.order_by("-opened_at", "-id")[0]
        assert [ended.state] == [answer for answer in answers if answer != "late"]
    decided = ApprovalTask.objects.filter(state__in=["approved", "rejected"])
    assert decided.count() == ApprovalChain.objects.exclude(state=ChainState.OPEN).count() == 5
