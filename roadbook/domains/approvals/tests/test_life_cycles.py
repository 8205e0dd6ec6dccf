from itertools import product

import pytest

from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    BadDecision,
    ChainAction,
    ChainState,
    Decision,
    TaskAction,
    TaskState,
)
from roadbook.domains.approvals.rules import (
    check_comment,
    effect_of,
    next_chain_state,
    next_task_state,
)

TASK_ENDS = {
    TaskAction.APPROVE: TaskState.APPROVED,
    TaskAction.REJECT: TaskState.REJECTED,
    TaskAction.RETURN: TaskState.RETURNED,
    TaskAction.TRANSFER: TaskState.TRANSFERRED,
    TaskAction.SKIP: TaskState.SKIPPED,
    TaskAction.EXPIRE: TaskState.EXPIRED,
}
CHAIN_ENDS = {
    ChainAction.ADVANCE: ChainState.OPEN,
    ChainAction.STEP_BACK: ChainState.OPEN,
    ChainAction.CONCLUDE: ChainState.APPROVED,
    ChainAction.REJECT: ChainState.REJECTED,
    ChainAction.RETURN: ChainState.RETURNED,
    ChainAction.RECALL: ChainState.RECALLED,
}


@pytest.mark.parametrize(("state", "action"), list(product(TaskState, TaskAction)))
def test_a_task_is_decided_once(state: TaskState, action: TaskAction) -> None:
    if state is TaskState.PENDING:
        assert next_task_state(state, action) is TASK_ENDS[action]
    else:
        with pytest.raises(AlreadyDecided) as refusal:
            next_task_state(state, action)
        assert refusal.value.facts == {"state": state.value}


@pytest.mark.parametrize(("state", "action"), list(product(ChainState, ChainAction)))
def test_a_chain_ends_once(state: ChainState, action: ChainAction) -> None:
    if state is ChainState.OPEN:
        assert next_chain_state(state, action) is CHAIN_ENDS[action]
    else:
        with pytest.raises(AlreadyDecided):
            next_chain_state(state, action)


@pytest.mark.parametrize(
    ("decision", "step", "back_to", "effect"),
    [
        (Decision.APPROVE, 1, 0, ChainAction.ADVANCE),
        (Decision.APPROVE, 3, 0, ChainAction.CONCLUDE),
        (Decision.REJECT, 2, 0, ChainAction.REJECT),
        (Decision.RETURN, 2, 0, ChainAction.RETURN),
        (Decision.RETURN, 3, 1, ChainAction.STEP_BACK),
    ],
)
def test_a_decision_moves_the_chain(
    decision: Decision, step: int, back_to: int, effect: ChainAction
) -> None:
    assert effect_of(decision, step=step, step_count=3, back_to=back_to) is effect


@pytest.mark.parametrize("back_to", [-1, 2, 3])
def test_a_return_leads_back(back_to: int) -> None:
    with pytest.raises(BadDecision):
        effect_of(Decision.RETURN, step=2, step_count=3, back_to=back_to)


@pytest.mark.parametrize("decision", [Decision.REJECT, Decision.RETURN])
def test_a_no_needs_a_reason(decision: Decision) -> None:
    with pytest.raises(BadDecision) as refusal:
        check_comment(decision, "  ")

    assert refusal.value.fields == {"comment": "required"}


def test_a_reason_has_a_readable_length() -> None:
    check_comment(Decision.APPROVE, "")
    with pytest.raises(BadDecision):
        check_comment(Decision.APPROVE, "长" * 1001)
