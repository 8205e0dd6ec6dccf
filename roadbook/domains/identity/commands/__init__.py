"""Writes of identity, one unit of work each."""

from roadbook.domains.identity.commands._company import (
    admit_demo_person,
    change_company,
    found_company,
)
from roadbook.domains.identity.commands._grades import change_grade, create_grade, remove_grade
from roadbook.domains.identity.commands._people import (
    change_person,
    change_profile,
    deactivate_person,
    invite_person,
    reactivate_person,
)
from roadbook.domains.identity.commands._roles import set_roles
from roadbook.domains.identity.commands._sessions import (
    end_sessions,
    issue_welcome_key,
    note_sign_in,
    reset_factors,
)
from roadbook.domains.identity.commands._teams import change_team, create_team, remove_team
from roadbook.domains.identity.commands._territories import (
    change_territory,
    create_territory,
    remove_territory,
)
from roadbook.domains.identity.commands._tokens import create_token, mark_token_used, revoke_token

__all__ = [
    "admit_demo_person",
    "change_company",
    "change_grade",
    "change_person",
    "change_profile",
    "change_team",
    "change_territory",
    "create_grade",
    "create_team",
    "create_territory",
    "create_token",
    "deactivate_person",
    "end_sessions",
    "found_company",
    "invite_person",
    "issue_welcome_key",
    "mark_token_used",
    "note_sign_in",
    "reactivate_person",
    "remove_grade",
    "remove_team",
    "remove_territory",
    "reset_factors",
    "revoke_token",
    "set_roles",
]
