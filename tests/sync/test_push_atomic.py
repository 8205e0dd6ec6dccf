"""T-04: a group is whole or absent, wherever the server dies, and the repeat finishes it once.

`make test-atomic` dies before every statement of groups of 2 to 100; here it is every seventh of a
small one, on both databases.
"""

import os
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from django.db import connection

from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.visits.tests.factories import AT
from roadbook.foundation.changes import audit
from roadbook.foundation.sync.models import SyncOp
from tests.matrix.traces import differences, fingerprint
from tests.sync.faults import Died, dying_before, dying_before_commit
from tests.sync.figures import keep_figure
from tests.sync.phone import NOW, Content, Phone, codes, grouped

pytestmark = pytest.mark.django_db(transaction=True)
IS_FULL = bool(os.environ.get("ROADBOOK_ATOMIC"))
SIZES = (2, 3, 10, 30, 100) if IS_FULL else (3,)


def calls(phone: Phone, account_id: object, size: int) -> list[Content]:
    """A group of independent writes."""
    return grouped(
        *(
            phone.create(
                "interaction",
                account_id=account_id,
                kind="call",
                happened_at=NOW,
                summary=str(number),
            )
            for number in range(size)
        )
    )


def visits(phone: Phone, account_id: object, size: int) -> list[Content]:
    """A group whose parts hang on each other: a visit, its checks, its report, its next edits."""
    planned = phone.create(
        "visit",
        None,
        account_id=account_id,
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
    )
    steps: Sequence[Callable[[], Content]] = (
        lambda: phone.command("visit", planned["id"], "set_off"),
        lambda: phone.command("visit", planned["id"], "check_in", args={}),
        lambda: phone.command("visit", planned["id"], "check_out", args={}),
        lambda: phone.command("visit", planned["id"], "report", args={"outcome": "met"}),
    )
    ops = [planned, *(step() for step in steps[: size - 1])]
    ops += [
        phone.patch("account", account_id, industry=("", f"泵 {number}"))  # type: ignore[arg-type]
        for number in range(size - len(ops))
    ]
    return grouped(*ops)


def refused(phone: Phone, account_id: object, size: int) -> list[Content]:
    """A group whose last part is refused: it leaves its answers only."""
    ops = calls(phone, account_id, size)
    return [*ops[:-1], {**ops[-1], "args": {**ops[-1]["args"], "kind": "nonsense"}}]


@pytest.mark.parametrize("make", [calls, visits, refused])
@pytest.mark.parametrize("size", SIZES)
def test_no_group_is_applied_in_part(
    make: Callable[[Phone, object, int], list[Content]], size: int
) -> None:
    rep = make_person("李娜", team=make_team())
    phone = Phone(actor_for(rep))
    account = make_account(owner=rep, name="华辰泵业")
    ops = make(phone, account.id, size)
    before = fingerprint()
    deaths = 0

    for point in (None, *range(0, 100_000, 1 if IS_FULL else 7)):
        if not died(phone, ops, before_statement=point):
            break
        deaths += 1
        applied = SyncOp.objects.count()
        assert applied in {0, size}, f"died before statement {point}"
        if not applied:
            left = differences(before, fingerprint())
            assert left == [], f"died before statement {point}"

    first = phone.results(*ops)
    assert phone.results(*ops) == first
    assert set(codes(first)) <= {"applied", "invalid", "depends_on_rejected"}
    assert audit.verify().broken_at is None
    assert deaths > size
    keep_figure("sync-atomic", f"{connection.vendor}, {make.__name__} of {size}", deaths)


def died(phone: Phone, ops: Sequence[Content], *, before_statement: int | None) -> bool:
    """Push, and die before a statement, or (None) before the commit; then a new process begins."""
    try:
        if before_statement is None:
            with dying_before_commit():
                phone.push(*ops)
        with dying_before(before_statement):
            phone.push(*ops)
    except Died:
        connection.close()
        return True
    return False
