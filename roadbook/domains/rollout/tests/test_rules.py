"""Reading a line, and the life cycle of an import."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.geo import Position
from roadbook.domains.rollout.contracts import (
    ColumnsRefused,
    ImportAction,
    ImportNotReady,
    ImportState,
    LineDecision,
    LineState,
)
from roadbook.domains.rollout.rules import (
    checked_columns,
    first_decision,
    is_to_create,
    line_state,
    next_state,
    read_line,
)

TODAY = date(2026, 11, 23)
COLUMNS = {
    "name": 0,
    "address": 1,
    "customer_class": 2,
    "last_visit": 3,
    "position": 4,
    "tax_number": 5,
}


def test_reads_a_line() -> None:
    cells = [
        "华源",
        "苏州市吴中区创新路8号",
        "重点",
        "2026年3月1日",
        "31.26,120.63",
        "91320500ma1x",
    ]

    draft, wrong = read_line(cells, COLUMNS, today=TODAY)

    assert wrong == {}
    assert (draft.customer_class, draft.last_visit) == ("A", date(2026, 3, 1))
    assert (draft.city_code, draft.district) == ("320500", "吴中区")
    assert draft.position == Position(lat=31.26, lon=120.63)
    assert draft.tax_number == "91320500MA1X"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (["", "x", "", "", "", ""], {"name": "required"}),
        (["n" * 121, "", "", "", "", ""], {"name": "too_long"}),
        (["n", "", "Z", "", "", ""], {"customer_class": "unknown_choice"}),
        (["n", "", "", "someday", "", ""], {"last_visit": "no_date"}),
        (["n", "", "", "2026-11-24", "", ""], {"last_visit": "in_future"}),
        (["n", "", "", "", "0,0", ""], {"position": "no_position"}),
        (["n", "", "", "", "", "12-3"], {"tax_number": "not_a_tax_number"}),
    ],
)
def test_says_what_is_wrong_with_a_line(cells: list[str], wrong: dict[str, str]) -> None:
    assert read_line(cells, COLUMNS, today=TODAY)[1] == wrong


@given(st.lists(st.text(max_size=60), min_size=6, max_size=6))
def test_reads_any_cells_without_failing(cells: list[str]) -> None:
    draft, wrong = read_line(cells, COLUMNS, today=TODAY)

    assert draft.name == cells[0]
    assert ("name" in wrong) == (not cells[0])


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({}, "columns.name"),
        ({"name": 9}, "columns.name"),
        ({"name": 0, "rubbish": 1}, "columns.rubbish"),
        ({"name": 0, "address": 0}, "columns.address"),
    ],
)
def test_refuses_columns_that_do_not_fit(columns: dict[str, int], field: str) -> None:
    with pytest.raises(ColumnsRefused) as refused:
        checked_columns(columns, width=3)

    assert field in refused.value.fields


ALLOWED = {
    (ImportState.UPLOADED, ImportAction.MAP),
    (ImportState.CHECKED, ImportAction.MAP),
    (ImportState.UPLOADED, ImportAction.CHECK),
    (ImportState.CHECKED, ImportAction.CHECK),
    (ImportState.CHECKING, ImportAction.SETTLE_CHECK),
    (ImportState.CHECKED, ImportAction.DECIDE),
    (ImportState.CHECKED, ImportAction.APPLY),
    (ImportState.APPLYING, ImportAction.SETTLE_APPLY),
    (ImportState.APPLIED, ImportAction.UNDO),
    (ImportState.UNDOING, ImportAction.SETTLE_UNDO),
}


@pytest.mark.parametrize("state", ImportState)
@pytest.mark.parametrize("action", ImportAction)
def test_moves_only_along_its_life_cycle(state: ImportState, action: ImportAction) -> None:
    if (state, action) in ALLOWED:
        assert next_state(state, action) in ImportState
        return
    with pytest.raises(ImportNotReady):
        next_state(state, action)


def test_leaves_likely_twins_out_unless_somebody_says_otherwise() -> None:
    state = line_state(errors={}, has_twins=True)

    assert state is LineState.DUPLICATE
    assert not is_to_create(state, first_decision(state))
    assert is_to_create(state, LineDecision.CREATE)
    assert not is_to_create(LineState.ERROR, LineDecision.CREATE)


@pytest.mark.parametrize("datum", ["GCJ-02", "gcj02", "火星坐标", "高德"])
def test_puts_a_position_of_chinese_maps_where_it_really_is(datum: str) -> None:
    columns = {"name": 0, "position": 1, "datum": 2}

    draft, wrong = read_line(["华源", "31.175304,121.531542", datum], columns, today=TODAY)

    assert wrong == {}
    assert draft.position is not None
    assert (draft.position.lat, draft.position.lon) == pytest.approx(
        (31.1774276, 121.5272106), abs=2e-6
    )


@pytest.mark.parametrize(
    ("datum", "wrong"), [("WGS-84", {}), ("", {}), ("BD-09", {"datum": "unknown_datum"})]
)
def test_takes_a_position_as_it_is_or_not_at_all(datum: str, wrong: dict[str, str]) -> None:
    columns = {"name": 0, "position": 1, "datum": 2}

    draft, found = read_line(["华源", "31.2,121.5", datum], columns, today=TODAY)

    assert found == wrong
    assert draft.position == (None if wrong else Position(lat=31.2, lon=121.5))
