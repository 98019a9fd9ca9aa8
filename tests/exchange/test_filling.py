"""A sheet filled in by the program is as a unit would fill it in."""

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.errors import Refused
from inspector.domain.marks import Mark
from inspector.exchange.sheets.columns import Field, SheetKind
from inspector.exchange.sheets.filling import CellInput, fill_self_sheet
from inspector.exchange.sheets.reading import read_sheet
from inspector.exchange.sheets.writing import write_sheet
from tests.exchange.sheet_cases import CLASS_B, known, numbered, order


def test_what_is_filled_in_is_what_comes_back() -> None:
    claims: dict[str, dict[Field, CellInput]] = {
        "2.2": {
            Field.SELF_CONCLUSION: Conclusion.PARTLY_MET,
            Field.SELF_MARK: Mark(24_000),
            Field.SELF_ACCOUNT: "=已解读8件",
        },
        "5.2": {Field.SELF_MARK: Mark(20_000)},
    }
    filled = fill_self_sheet(write_sheet(order(SheetKind.SELF)), claims)
    first, second = read_sheet(filled, "自评表.xlsx", known()).claims
    assert first.item == numbered(CLASS_B, "2.2").key
    assert (first.self_conclusion, first.self_mark) == (Conclusion.PARTLY_MET, Mark(24_000))
    assert first.self_account == "=已解读8件", "a text, never a formula"
    assert (second.self_mark, second.edited) == (Mark(20_000), (Field.SELF_MARK,))


def test_an_item_that_the_sheet_does_not_have_is_refused() -> None:
    with pytest.raises(Refused, match=r"sheet\.no_item"):
        fill_self_sheet(write_sheet(order(SheetKind.SELF)), {"9.9": {}})
