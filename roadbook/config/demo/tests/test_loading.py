"""The demo company in the database."""

import pytest

from roadbook.config.demo import load
from roadbook.config.demo.people import DEMO_PASSWORD
from roadbook.domains.identity.models import Person
from roadbook.foundation.changes import audit

pytestmark = pytest.mark.django_db


def test_loads_people_who_can_sign_in() -> None:
    load.load_demo(accounts=40, say=lambda _: None)

    for person in load.demo_people():
        assert Person._default_manager.get(email=person.email).check_password(DEMO_PASSWORD)


def test_leaves_a_whole_audit_chain() -> None:
    load.load_demo(accounts=40, say=lambda _: None)

    report = audit.verify()

    assert report.broken_at is None
    assert report.checked > 0
    assert not load.is_empty()
