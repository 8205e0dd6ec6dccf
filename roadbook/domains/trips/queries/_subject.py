"""What approvals shows of trips that wait."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from roadbook.domains.approvals.ports import SubjectFacts
from roadbook.domains.trips.models import TripFinding, TripVersion


def subject_facts(trip_ids: Sequence[UUID]) -> Mapping[UUID, SubjectFacts]:
    """Give title, days, price and hash of the submitted versions of trips: one statement."""
    over = TripFinding.objects.filter(of_id=OuterRef("pk"), deleted_at=None)
    versions = TripVersion.objects.filter(
        trip_id__in=trip_ids,
        number=F("trip__number"),
        deleted_at=None,
        submitted_at__isnull=False,
    )
    rows = versions.select_related("trip").annotate(is_over=Exists(over))
    return {
        row.trip_id: SubjectFacts(
            title=row.title,
            subtitle=f"{row.first_day.isoformat()}/{row.last_day.isoformat()}",
            amount_minor=row.cost_minor,
            currency=row.trip.currency,
            is_over_standard=row.is_over,
            seen=row.seen,
        )
        for row in rows
    }
