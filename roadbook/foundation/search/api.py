"""The route of search."""

from typing import Annotated

from ninja import Query, Router

from roadbook.foundation.http.fields import Code, SearchText
from roadbook.foundation.http.requests import ActorRequest
from roadbook.foundation.search import finding
from roadbook.foundation.search.contracts import SearchAnswer
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.wiring import port

router = Router(tags=["search"])


@router.get("", response=SearchAnswer, operation_id="searchEverything", summary="Search")
def search_everything(
    request: ActorRequest,
    q: SearchText,
    kind: Annotated[list[Code], Query(max_length=20)] = [],  # noqa: B006  # ninja reads the default
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> SearchAnswer:
    """Find records of all kinds that you may read.

    By names in Chinese or Latin letters, pinyin initials, parts of phone numbers, words of notes.
    """
    found = finding.find(
        actor=request.actor,
        query=q,
        holder=port(ScopesOfPerson),  # type: ignore[type-abstract]  # a port is asked by type
        kinds=kind,
        limit=limit,
    )
    return SearchAnswer(items=found)
