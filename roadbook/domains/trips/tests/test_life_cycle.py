from itertools import product

import pytest

from roadbook.domains.trips.contracts import ChainStep, NotNow, TripAction, TripState
from roadbook.domains.trips.rules import (
    EDITABLE,
    WAITING,
    next_state,
    possible_actions,
    present_step,
)

S, A = TripState, TripAction
WAYS = {
    (S.DRAFT, A.EDIT): S.DRAFT,
    (S.DRAFT, A.SUBMIT): S.SUBMITTED,
    (S.DRAFT, A.CANCEL): S.CANCELLED,
    (S.SUBMITTED, A.APPROVE): S.APPROVED,
    (S.SUBMITTED, A.REJECT): S.REJECTED,
    (S.SUBMITTED, A.RETURN): S.DRAFT,
    (S.SUBMITTED, A.RECALL): S.RECALLED,
    (S.SUBMITTED, A.CANCEL): S.CANCELLED,
    (S.REJECTED, A.EDIT): S.DRAFT,
    (S.REJECTED, A.CANCEL): S.CANCELLED,
    (S.RECALLED, A.EDIT): S.DRAFT,
    (S.RECALLED, A.SUBMIT): S.SUBMITTED,
    (S.RECALLED, A.CANCEL): S.CANCELLED,
    (S.APPROVED, A.START): S.IN_PROGRESS,
    (S.APPROVED, A.REQUEST_CHANGE): S.CHANGING,
    (S.APPROVED, A.CANCEL): S.CANCELLED,
    (S.IN_PROGRESS, A.COMPLETE): S.COMPLETED,
    (S.IN_PROGRESS, A.REQUEST_CHANGE): S.CHANGING,
    (S.IN_PROGRESS, A.CANCEL): S.CANCELLED,
    (S.CHANGING, A.EDIT): S.CHANGING,
    (S.CHANGING, A.SUBMIT): S.CHANGE_SUBMITTED,
    (S.CHANGING, A.DROP_CHANGE): S.APPROVED,
    (S.CHANGING, A.CANCEL): S.CANCELLED,
    (S.CHANGE_SUBMITTED, A.APPROVE): S.APPROVED,
    (S.CHANGE_SUBMITTED, A.REJECT): S.CHANGING,
    (S.CHANGE_SUBMITTED, A.RETURN): S.CHANGING,
    (S.CHANGE_SUBMITTED, A.RECALL): S.CHANGING,
    (S.CHANGE_SUBMITTED, A.CANCEL): S.CANCELLED,
    (S.COMPLETED, A.CLOSE): S.CLOSED,
}


@pytest.mark.parametrize(("state", "action"), list(product(TripState, TripAction)))
def test_goes_only_the_known_ways(state: TripState, action: TripAction) -> None:
    expected = WAYS.get((state, action))

    if expected is None:
        with pytest.raises(NotNow) as refusal:
            next_state(state, action)
        assert refusal.value.facts == {"state": state.value, "action": action.value}
    else:
        assert next_state(state, action) is expected


@pytest.mark.parametrize(
    ("state", "action"), [(S.CHANGE_SUBMITTED, A.APPROVE), (S.CHANGING, A.DROP_CHANGE)]
)
def test_a_change_under_way_leads_back_under_way(state: TripState, action: TripAction) -> None:
    assert next_state(state, action, has_started=True) is S.IN_PROGRESS


def test_a_started_trip_is_the_same_elsewhere() -> None:
    for (state, action), following in WAYS.items():
        if following is not S.APPROVED:
            assert next_state(state, action, has_started=True) is following


@pytest.mark.parametrize("state", [S.CLOSED, S.CANCELLED])
def test_an_end_is_an_end(state: TripState) -> None:
    assert possible_actions(state) == ()


def test_every_state_but_the_first_is_reached() -> None:
    reached = {S.DRAFT, S.IN_PROGRESS, *WAYS.values()}

    assert reached == set(TripState)


def test_what_can_be_edited_is_what_the_table_edits() -> None:
    assert {s for s, a in WAYS if a is A.EDIT} == EDITABLE
    assert {s for s, a in WAYS if a is A.APPROVE} == WAITING


def test_every_state_stands_somewhere_on_the_chain() -> None:
    assert {present_step(state) for state in TripState} == set(ChainStep) - {ChainStep.PLAN}
