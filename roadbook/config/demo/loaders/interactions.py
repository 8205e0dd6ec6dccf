"""Visits, calls and messages of the past in the customers' timelines."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.records import RepYear, Talk, Visit
from roadbook.config.demo.writing import write
from roadbook.domains.interactions.models import Interaction, InteractionContact

_SUMMARY_LONGEST = 240
_KEPT_LINKS = timedelta(days=120)


def load(year: RepYear, *, seed: str, at: datetime) -> int:
    """Write what was said and done with one seller's customers; gives how many rows."""
    dice = Dice(seed, "interactions", year.rep.key)
    owner = year.rep.id
    visits = [visit for visit in year.visits if visit.status == "reported"]
    rows = [_visit(dice, visit, owner) for visit in visits]
    talks = [(account.id, talk) for account in year.accounts for talk in account.talks]
    rows += [_talk(account_id, talk, owner) for account_id, talk in talks]
    people = {visit.id: visit.contact_id for visit in visits}
    people |= {talk.id: talk.contact_id for _, talk in talks}
    links = list(_links(dice, rows, people, at - _KEPT_LINKS))
    written = write("interaction.logged", rows, at=at)
    return written + write("interaction.contact_added", links, at=at)


def _visit(dice: Dice, visit: Visit, owner: UUID) -> Interaction:
    next_step = f"；下一步：{visit.next_step}" if visit.next_step else ""
    return Interaction(
        id=dice.uuid(visit.ends_at),
        account_id=visit.account_id,
        person_id=owner,
        kind="visit",
        happened_at=visit.starts_at,
        duration_minutes=round((visit.ends_at - visit.starts_at).total_seconds() / 60),
        summary=f"{visit.purpose}：{visit.notes}"[:_SUMMARY_LONGEST],
        body=f"{visit.notes}{next_step}",
        visit_id=visit.id,
        created_at=visit.ends_at,
    )


def _talk(account_id: UUID, talk: Talk, owner: UUID) -> Interaction:
    return Interaction(
        id=talk.id,
        account_id=account_id,
        person_id=owner,
        kind=talk.kind,
        happened_at=talk.at,
        summary=talk.summary,
        created_at=talk.at,
    )


def _links(
    dice: Dice, rows: list[Interaction], people: dict[UUID, UUID | None], since: datetime
) -> Iterator[InteractionContact]:
    for row in rows:
        if row.happened_at < since:
            continue
        contact = people.get(row.visit_id or row.id)
        if contact is not None:
            yield InteractionContact(
                id=dice.uuid(row.happened_at), interaction=row, contact_id=contact
            )
