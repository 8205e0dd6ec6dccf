from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.ids import PersonId, TeamId
from roadbook.domains.approvals.contracts import (
    ApproverKind,
    BadRule,
    NoApprover,
    RoutingRule,
    RuleId,
    RuleStepSpec,
    SubjectKind,
)
from roadbook.domains.approvals.rules import approvers_of, check_kind, check_rule, rule_for

ME, BOSS, DIRECTOR, HEAD, ADMIN, FIN1, FIN2 = (PersonId(UUID(int=i)) for i in range(1, 8))
EAST, SALES, OTHER = (TeamId(UUID(int=i)) for i in range(11, 14))
LEADERS = [BOSS, DIRECTOR, HEAD]


def rule(
    number: int, *, team: TeamId | None = None, from_minor: int = 0, over: bool = False
) -> RoutingRule:
    return RoutingRule(
        id=RuleId(UUID(int=number)),
        subject_kind=SubjectKind.TRIP,
        name=str(number),
        team_id=team,
        min_amount_minor=from_minor,
        is_only_over_standard=over,
        steps=[RuleStepSpec(approver=ApproverKind.LEADER)],
        version=1,
    )


RULES = [
    rule(1),
    rule(2, from_minor=500_000),
    rule(3, team=SALES),
    rule(4, team=EAST, from_minor=1_000_000),
    rule(5, over=True),
    rule(6, team=SALES, over=True),
]


@pytest.mark.parametrize(
    ("teams", "amount", "over", "name"),
    [
        ([OTHER], 0, False, "1"),
        ([OTHER], 499_999, False, "1"),
        ([OTHER], 500_000, False, "2"),
        ([OTHER], 500_000, True, "5"),
        ([EAST, SALES], 0, False, "3"),
        ([EAST, SALES], 1_000_000, False, "4"),
        ([EAST, SALES], 999_999, True, "6"),
        ([], 0, False, "1"),
    ],
)
def test_takes_the_nearest_rule(teams: list[TeamId], amount: int, name: str, *, over: bool) -> None:
    for rules in (RULES, RULES[::-1]):
        chosen = rule_for(rules, team_ids=teams, amount_minor=amount, is_over_standard=over)

        assert chosen is not None
        assert chosen.name == name


def test_finds_no_rule_where_none_fits() -> None:
    assert (
        rule_for([rule(4, team=EAST)], team_ids=[OTHER], amount_minor=0, is_over_standard=False)
        is None
    )


@pytest.mark.parametrize(
    ("step", "barred", "asked", "replaced"),
    [
        (RuleStepSpec(approver=ApproverKind.LEADER), {ME}, (BOSS,), False),
        (RuleStepSpec(approver=ApproverKind.LEADER, level=2), {ME}, (DIRECTOR,), False),
        (RuleStepSpec(approver=ApproverKind.LEADER, level=9), {ME}, (HEAD,), False),
        (RuleStepSpec(approver=ApproverKind.LEADER), {ME, BOSS}, (DIRECTOR,), True),
        (RuleStepSpec(approver=ApproverKind.LEADER, level=3), {HEAD}, (BOSS,), True),
        (RuleStepSpec(approver=ApproverKind.LEADER), {BOSS, DIRECTOR, HEAD}, (ADMIN,), True),
        (RuleStepSpec(approver=ApproverKind.ROLE, role="finance"), {ME}, (FIN1, FIN2), False),
        (RuleStepSpec(approver=ApproverKind.ROLE, role="finance"), {FIN1}, (FIN2,), False),
        (RuleStepSpec(approver=ApproverKind.ROLE, role="finance"), {FIN1, FIN2}, (BOSS,), True),
        (RuleStepSpec(approver=ApproverKind.PERSON, person_id=HEAD), {ME}, (HEAD,), False),
        (RuleStepSpec(approver=ApproverKind.PERSON, person_id=ME), {ME}, (BOSS,), True),
    ],
)
def test_passes_a_barred_person_over(
    step: RuleStepSpec, barred: set[PersonId], asked: tuple[PersonId, ...], *, replaced: bool
) -> None:
    answer = approvers_of(
        step, leaders=LEADERS, holders=[FIN1, FIN2], admins=[ADMIN], barred=barred
    )

    assert answer == (asked, replaced)


def test_refuses_when_nobody_is_left() -> None:
    with pytest.raises(NoApprover):
        approvers_of(
            RuleStepSpec(approver=ApproverKind.LEADER),
            leaders=[],
            holders=[],
            admins=[ADMIN],
            barred={ADMIN},
        )


PEOPLE = st.lists(st.sampled_from([ME, BOSS, DIRECTOR, HEAD, ADMIN, FIN1, FIN2]), unique=True)
STEPS = st.builds(
    RuleStepSpec,
    approver=st.sampled_from(list(ApproverKind)),
    level=st.integers(1, 8),
    person_id=st.sampled_from([None, ME, BOSS, ADMIN]),
)


@given(STEPS, PEOPLE, PEOPLE, PEOPLE, st.sets(st.sampled_from([ME, BOSS, ADMIN, FIN1])))
def test_never_asks_a_barred_person(
    step: RuleStepSpec,
    leaders: list[PersonId],
    holders: list[PersonId],
    admins: list[PersonId],
    barred: set[PersonId],
) -> None:
    try:
        asked, _ = approvers_of(
            step, leaders=leaders, holders=holders, admins=admins, barred=barred
        )
    except NoApprover:
        assert {*leaders, *admins} <= barred
    else:
        assert asked
        assert not barred.intersection(asked)


@pytest.mark.parametrize(
    ("name", "amount", "steps", "field"),
    [
        ("", 0, [RuleStepSpec(approver=ApproverKind.LEADER)], "name"),
        ("x" * 121, 0, [RuleStepSpec(approver=ApproverKind.LEADER)], "name"),
        ("x", -1, [RuleStepSpec(approver=ApproverKind.LEADER)], "min_amount_minor"),
        ("x", 10**14, [RuleStepSpec(approver=ApproverKind.LEADER)], "min_amount_minor"),
        ("x", 0, [], "steps"),
        ("x", 0, [RuleStepSpec(approver=ApproverKind.LEADER)] * 9, "steps"),
        ("x", 0, [RuleStepSpec(approver=ApproverKind.LEADER, level=0)], "steps.0.level"),
        ("x", 0, [RuleStepSpec(approver=ApproverKind.ROLE, role="king")], "steps.0.role"),
        ("x", 0, [RuleStepSpec(approver=ApproverKind.PERSON)], "steps.0.person_id"),
    ],
)
def test_refuses_a_rule_that_cannot_be_meant(
    name: str, amount: int, steps: list[RuleStepSpec], field: str
) -> None:
    with pytest.raises(BadRule) as refusal:
        check_rule(name=name, min_amount_minor=amount, steps=steps)

    assert field in refusal.value.fields


def test_refuses_a_rule_for_what_no_rule_routes() -> None:
    with pytest.raises(BadRule) as refusal:
        check_kind(SubjectKind.EXPENSE_REPORT)

    assert refusal.value.fields == {"subject_kind": "not_routed"}
