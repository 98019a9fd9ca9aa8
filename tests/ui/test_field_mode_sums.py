"""Field mode shows no sums, also where the scoring screen is built only when it is turned on."""

from pytestqt.qtbot import QtBot

from inspector.ui.delegates.item_line import ItemLineDelegate
from inspector.ui.main import Program
from inspector.ui.views.scoring import ScoringScreen


def test_field_mode_turned_on_elsewhere_hides_the_subtotals_and_their_working(
    opened: Program, qtbot: QtBot
) -> None:
    window, actions = opened.window, opened.window.context.actions
    assert window.built_screen("scoring") is None
    actions.trigger("frame.field_mode")
    scoring = window.built_screen("scoring")
    assert isinstance(scoring, ScoringScreen)
    qtbot.waitUntil(lambda: scoring.page.sheet is not None)
    delegate = scoring.page.tree.itemDelegate()
    assert isinstance(delegate, ItemLineDelegate)
    assert not delegate.shows_subtotals
    assert not actions.action("scoring.working").isEnabled()
    actions.trigger("frame.field_mode")
    qtbot.waitUntil(lambda: actions.action("scoring.working").isEnabled())
    assert delegate.shows_subtotals
