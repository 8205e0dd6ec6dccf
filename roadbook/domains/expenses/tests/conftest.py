"""Every test of expenses keeps its files in its own directory."""

from pathlib import Path
from typing import Any

import pytest

from roadbook.domains.expenses.tests.factories import Company, make_company_people
from roadbook.domains.recognition.ports import Recognizer
from roadbook.domains.recognition.tests.factories import SeeingRecognizer
from roadbook.foundation import wiring
from roadbook.foundation.files.contracts import Storage
from roadbook.foundation.files.storage import DirectoryStorage


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ports: dict[type[Any], Any] = {
        Storage: DirectoryStorage(tmp_path),
        Recognizer: SeeingRecognizer(),
    }
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, **ports})


@pytest.fixture
def company(db: None) -> Company:
    """Give a rep, a mate, their manager, a stranger and two of finance."""
    return make_company_people()
