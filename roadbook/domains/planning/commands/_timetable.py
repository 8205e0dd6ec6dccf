"""Import stations and timetables: a dry run first, then all of a file or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from roadbook.core.actor import Actor
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    LineTrouble,
    ServiceDraft,
    StationDraft,
    TimetableImport,
    TimetableUnreadable,
)
from roadbook.domains.planning.models import Station, TimetableService
from roadbook.engines.sheets import Sheet, SheetRefused, read_sheet
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import SyncedModel

MOST_LINES: Final = 5_000
_MOST_TROUBLES: Final = 500
_ROWS_A_STATEMENT: Final = 200
R = TypeVar("R", bound=SyncedModel)


@changes.unit_of_work
def import_stations(
    *, actor: Actor, content: bytes, is_dry_run: bool, now: datetime
) -> TimetableImport:
    """Read a CSV or XLSX of stations; a name that is known already is changed.

    Raises TimetableByAdmins, TimetableUnreadable.
    """
    policies.require_timetable_keeper(actor)
    sheet = _sheet(content)
    drafts, troubles = rules.read_lines(
        sheet, rules.STATION_HEADINGS, rules.read_station, lambda each: (each.mode, each.name)
    )
    known = {(row.mode, row.name): row for row in policies.visible_stations(actor)}
    rows = [_station(known.get((draft.mode.value, draft.name)), draft) for draft in drafts]
    return _written(Station, "station", sheet, rows, troubles, actor, is_dry_run, now)


def _station(row: Station | None, draft: StationDraft) -> Station:
    row = row or Station(mode=draft.mode.value, name=draft.name)
    row.city_code = draft.city_code
    row.lat, row.lon = draft.position.lat, draft.position.lon
    return row


@changes.unit_of_work
def import_timetable(
    *, actor: Actor, content: bytes, is_dry_run: bool, now: datetime, is_demo: bool = False
) -> TimetableImport:
    """Read a CSV or XLSX of trains and flights between known stations.

    The same number between the same stations from the same day is changed.
    Raises TimetableByAdmins, TimetableUnreadable.
    """
    policies.require_timetable_keeper(actor)
    sheet = _sheet(content)
    stations = {row.name: row for row in policies.visible_stations(actor)}

    def read(cells: Mapping[str, str]) -> ServiceDraft:
        draft = rules.read_service(cells)
        for column, name in (("from", draft.origin), ("to", draft.destination)):
            if name not in stations:
                raise rules.BadCell(column, "unknown_station")
        if stations[draft.origin].mode != stations[draft.destination].mode:
            raise rules.BadCell("to", "other_mode")
        return draft

    drafts, troubles = rules.read_lines(
        sheet,
        rules.SERVICE_HEADINGS,
        read,
        lambda each: (each.code, each.origin, each.destination, each.valid_from),
    )
    known = {
        (row.code, row.origin_id, row.destination_id, row.valid_from): row
        for row in policies.visible_services(actor)
    }
    rows = []
    for draft in drafts:
        ends = stations[draft.origin], stations[draft.destination]
        key = (draft.code, ends[0].id, ends[1].id, draft.valid_from)
        rows.append(_service(known.get(key), draft, ends, is_demo=is_demo))
    return _written(
        TimetableService, "timetable_service", sheet, rows, troubles, actor, is_dry_run, now
    )


def _service(
    row: TimetableService | None,
    draft: ServiceDraft,
    ends: tuple[Station, Station],
    *,
    is_demo: bool,
) -> TimetableService:
    row = row or TimetableService(code=draft.code, origin=ends[0], destination=ends[1])
    row.departs_minute, row.arrives_minute = draft.departs_minute, draft.arrives_minute
    row.weekdays = "".join(str(day) for day in sorted(draft.weekdays))
    row.valid_from, row.valid_until = draft.valid_from, draft.valid_until
    row.prices = [[each.seat_class, each.price_minor] for each in draft.prices]
    row.is_demo = is_demo
    return row


def _sheet(content: bytes) -> Sheet:
    try:
        sheet = read_sheet(content)
    except SheetRefused as refused:
        raise TimetableUnreadable({"file": refused.reason}) from refused
    if len(sheet.rows) > MOST_LINES:
        raise TimetableUnreadable({"file": "too_many_rows"})
    return sheet


def _written(  # everything both imports have in common
    model: type[R],
    word: str,
    sheet: Sheet,
    rows: Sequence[R],
    troubles: Sequence[LineTrouble],
    actor: Actor,
    is_dry_run: bool,  # noqa: FBT001  # passed on from a keyword
    now: datetime,
) -> TimetableImport:
    added = [row for row in rows if row.is_unrecorded]
    changed = [row for row in rows if not row.is_unrecorded and row.changed_fields()]
    is_written = not is_dry_run and not troubles
    if is_written:
        model._default_manager.bulk_create(added, batch_size=_ROWS_A_STATEMENT)
        for row in changed:
            row.save(update_fields=list(row.changed_fields()))
        changes.record_many(actor=actor, kind=f"{word}.imported", rows=added, happened_at=now)
        changes.record_many(actor=actor, kind=f"{word}.changed", rows=changed, happened_at=now)
    return TimetableImport(
        lines=len(sheet.rows),
        added=len(added),
        changed=len(changed),
        unchanged=len(rows) - len(added) - len(changed),
        trouble_count=len(troubles),
        troubles=troubles[:_MOST_TROUBLES],
        is_written=is_written,
    )
