"""Tables of trips. What was submitted is never changed: a change is a new version."""

from django.db import models

from roadbook.domains.trips.contracts import (
    CostCategory,
    CostUnit,
    FindingAction,
    Mode,
    TripState,
)
from roadbook.foundation.changes.models import SyncedModel

_LIVE = models.Q(deleted_at=None)


class Trip(SyncedModel):
    """A journey. Title, days, money and places repeat the present version's, for lists."""

    traveller = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    plan_id = models.UUIDField(null=True)
    state = models.CharField(max_length=20, default=TripState.DRAFT)
    number = models.PositiveSmallIntegerField(default=1)
    approved_number = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    places = models.CharField(max_length=400, blank=True, default="")
    stop_count = models.PositiveSmallIntegerField(default=0)
    cost_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    comment = models.CharField(max_length=1000, blank=True, default="")
    comment_by = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in TripState]), name="trip_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="trip_days_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(cost_minor__gte=0), name="trip_cost_not_negative"
            ),
            models.UniqueConstraint(
                fields=["plan_id"],
                condition=_LIVE & models.Q(plan_id__isnull=False) & ~models.Q(state="cancelled"),
                name="trip_of_a_plan_once",
            ),
        ]
        indexes = [
            models.Index(fields=["traveller", "first_day", "id"], name="trip_by_traveller"),
            models.Index(fields=["first_day", "last_day"], name="trip_by_days"),
            models.Index(fields=["state", "first_day"], name="trip_by_state"),
        ]

    def __str__(self) -> str:
        return self.title


class TripVersion(SyncedModel):
    """What was asked for at one time. `seen` is the hash of all an approver is shown."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True, default="")
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=1000, blank=True, default="")
    first_day = models.DateField()
    last_day = models.DateField()
    work_minutes = models.PositiveIntegerField(default=0)
    hour_cost_minor = models.BigIntegerField(default=0)
    cost_minor = models.BigIntegerField(default=0)
    within_count = models.PositiveSmallIntegerField(default=0)
    return_low_minor = models.BigIntegerField(null=True)
    return_mid_minor = models.BigIntegerField(null=True)
    return_high_minor = models.BigIntegerField(null=True)
    return_window_days = models.PositiveSmallIntegerField(default=0)
    return_sample_count = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    seen = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "number"], condition=_LIVE, name="trip_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.trip_id} {self.number}"


class TripSegment(SyncedModel):
    """One move of a version. Local times are stored with their zone."""

    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    origin_code = models.CharField(max_length=6, blank=True, default="")
    origin_name = models.CharField(max_length=120)
    destination_code = models.CharField(max_length=6, blank=True, default="")
    destination_name = models.CharField(max_length=120)
    departs_at = models.DateTimeField()
    departs_zone = models.CharField(max_length=64)
    arrives_at = models.DateTimeField()
    arrives_zone = models.CharField(max_length=64)
    distance_m = models.PositiveIntegerField(default=0)
    fare_minor = models.BigIntegerField(default=0)
    tolls_minor = models.BigIntegerField(default=0)
    travel_class = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=[m.value for m in Mode]), name="trip_segment_mode_known"
            ),
            models.CheckConstraint(
                condition=models.Q(arrives_at__gte=models.F("departs_at")),
                name="trip_segment_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_name} → {self.destination_name}"


class TripStay(SyncedModel):
    """Consecutive nights of a version in one house."""

    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="stays")
    position = models.PositiveSmallIntegerField()
    city_code = models.CharField(max_length=6, blank=True, default="")
    city_name = models.CharField(max_length=120)
    hotel_id = models.UUIDField(null=True)
    hotel_name = models.CharField(max_length=120, blank=True, default="")
    first_night = models.DateField()
    nights = models.PositiveSmallIntegerField()
    night_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(nights__gte=1), name="trip_stay_some_nights")
        ]

    def __str__(self) -> str:
        return f"{self.hotel_name} {self.first_night}"


class TripStop(SyncedModel):
    """A planned visit of a version."""

    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    visit_id = models.UUIDField(null=True)
    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="+")
    opportunity_id = models.UUIDField(null=True)
    on = models.DateField()
    starts_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True, default="")
    is_overdue = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["account", "on"], name="trip_stop_by_account"),
            models.Index(fields=["visit_id"], name="trip_stop_by_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class TripTraveller(SyncedModel):
    """A colleague who comes along in a version."""

    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="companions")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "person"], condition=_LIVE, name="trip_traveller_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class TripCost(SyncedModel):
    """A line of a version's estimate."""

    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=20)
    label = models.CharField(max_length=250, blank=True, default="")
    city_code = models.CharField(max_length=6, blank=True, default="")
    on = models.DateField()
    quantity = models.PositiveIntegerField(default=1)
    unit = models.CharField(max_length=10)
    travel_class = models.CharField(max_length=20, blank=True, default="")
    computed_minor = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=[c.value for c in CostCategory])
                & models.Q(unit__in=[u.value for u in CostUnit]),
                name="trip_cost_known",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0, computed_minor__gte=0, quantity__gte=1),
                name="trip_cost_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.amount_minor}"


class TripFinding(SyncedModel):
    """Something above its standard, as it stood when the version was submitted."""

    cost = models.ForeignKey(TripCost, on_delete=models.CASCADE, related_name="findings")
    of = models.ForeignKey(TripVersion, on_delete=models.CASCADE, related_name="findings")
    on = models.DateField()
    limit_minor = models.BigIntegerField(null=True)
    asked_minor = models.BigIntegerField()
    over_minor = models.BigIntegerField()
    is_class_over = models.BooleanField(default=False)
    action = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action__in=[a.value for a in FindingAction]),
                name="trip_finding_action_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cost_id} {self.over_minor}"
