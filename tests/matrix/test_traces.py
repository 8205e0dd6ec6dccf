"""The fingerprint sees what a refusal must not leave."""

import pytest

from roadbook.domains.identity.models import Grade
from roadbook.domains.identity.tests.factories import make_grade
from tests.matrix.traces import differences, fingerprint

pytestmark = pytest.mark.django_db


def test_sees_a_new_row() -> None:
    before = fingerprint()

    make_grade("P1")

    assert differences(before, fingerprint()) == ["identity_grade: 0 → 1 rows"]


def test_sees_a_changed_value() -> None:
    grade = make_grade("P1", name="专员")
    before = fingerprint()

    Grade.objects.filter(pk=grade.pk).update(name="经理")

    assert differences(before, fingerprint()) == ["identity_grade: 1 → 1 rows"]


def test_sees_nothing_where_nothing_happened() -> None:
    make_grade("P1")

    assert differences(fingerprint(), fingerprint()) == []
