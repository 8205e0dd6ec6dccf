"""Tables of approvals."""

from django.db import models

from roadbook.domains.approvals.contracts import ApproverKind, ChainState, SubjectKind, TaskState
from roadbook.foundation.changes.models import SyncedModel

_LIVE = models.Q(deleted_at=None)


class ApprovalRule(SyncedModel):
    """When a chain of steps is used. No team means everywhere."""

    subject_kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    team = models.ForeignKey("identity.Team", on_delete=models.PROTECT, null=True, related_name="+")
    min_amount_minor = models.BigIntegerField(default=0)
    is_only_over_standard = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject_kind__in=[k.value for k in SubjectKind]),
                name="approval_rule_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(min_amount_minor__gte=0), name="approval_rule_from_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class _StepFields(models.Model):
    """How a step names its approver; the same in a rule and in the chain that copied it."""

    position = models.PositiveSmallIntegerField()
    approver = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=10, blank=True, default="")
    person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True


class ApprovalRuleStep(SyncedModel, _StepFields):
    """A step of a rule, counted from 1."""

    rule = models.ForeignKey(ApprovalRule, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "position"], condition=_LIVE, name="approval_rule_step_once"
            ),
            models.CheckConstraint(
                condition=models.Q(approver__in=[k.value for k in ApproverKind]),
                name="approval_rule_step_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.position}"


class ApprovalChain(SyncedModel):
    """One request for decision. `step` counts from 1; `seen` is the hash of what is decided on."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    requester = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=ChainState.OPEN)
    step = models.PositiveSmallIntegerField(default=1)
    step_count = models.PositiveSmallIntegerField()
    rule_name = models.CharField(max_length=120, blank=True, default="")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    seen = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=_LIVE & models.Q(state="open"),
                name="approval_chain_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ChainState]),
                name="approval_chain_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(step__gte=1, step__lte=models.F("step_count")),
                name="approval_chain_step_inside",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="approval_chain_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} {self.state}"


class ApprovalBar(models.Model):
    """A person who may not decide in a chain: requester, creator, last editor, companion."""

    chain = models.ForeignKey(ApprovalChain, on_delete=models.CASCADE, related_name="bars")
    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "person"], name="approval_bar_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} not in {self.chain_id}"


class ApprovalStep(_StepFields):
    """A step of a chain, copied from the rule at the opening: later rules do not matter."""

    chain = models.ForeignKey(ApprovalChain, on_delete=models.CASCADE, related_name="steps")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="approval_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} {self.position}"


class ApprovalTask(SyncedModel):
    """One approver's turn at one step. Of several at a step the first decision counts."""

    chain = models.ForeignKey(ApprovalChain, on_delete=models.CASCADE, related_name="tasks")
    step = models.PositiveSmallIntegerField()
    assignee = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_replacement = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=TaskState.PENDING)
    waiting_since = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "step", "assignee"],
                condition=_LIVE & models.Q(state="pending"),
                name="approval_task_pending_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in TaskState]),
                name="approval_task_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="pending", decided_at=None)
                | (~models.Q(state="pending") & models.Q(decided_at__isnull=False)),
                name="approval_task_decided_at",
            ),
        ]
        indexes = [
            models.Index(fields=["assignee", "state", "waiting_since"], name="approval_task_inbox"),
            models.Index(fields=["chain", "step"], name="approval_task_by_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} {self.step} {self.state}"
