"""The seven screens of the rail, as a table; each is loaded at its first visit."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.context import Context
from inspector.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One screen: its word and icon on the rail, and where its class stands."""

    key: str
    title: str
    tip: str
    icon: str
    module: str
    name: str
    manual: str
    """The page of the manual, without its ending."""


SCREENS: Final = (
    ScreenSpec(
        "overview",
        N_("Overview"),
        N_("All units: how far each is and what blocks it."),
        "mdi6.view-dashboard-outline",
        "inspector.ui.views.overview",
        "OverviewScreen",
        "overview",
    ),
    ScreenSpec(
        "scoring",
        N_("Scoring"),
        N_("One unit's items: conclusions, findings, evidence."),
        "mdi6.clipboard-check-outline",
        "inspector.ui.views.scoring",
        "ScoringScreen",
        "scoring",
    ),
    ScreenSpec(
        "rectification",
        N_("Rectification"),
        N_("The ledger of problems: notices, replies, re-checks, reminders."),
        "mdi6.wrench-clock",
        "inspector.ui.views.rectification",
        "RectificationScreen",
        "rectification",
    ),
    ScreenSpec(
        "analysis",
        N_("Statistics"),
        N_("Rates, rankings and where marks were lost."),
        "mdi6.chart-bar",
        "inspector.ui.views.analysis",
        "AnalysisScreen",
        "analysis",
    ),
    ScreenSpec(
        "documents",
        N_("Documents"),
        N_("Drafts of official papers beside the finished page."),
        "mdi6.file-document-edit-outline",
        "inspector.ui.views.documents",
        "DocumentsScreen",
        "documents",
    ),
    ScreenSpec(
        "returns",
        N_("Yearly return"),
        N_("The yearly form and its checks."),
        "mdi6.table-large",
        "inspector.ui.views.yearly_returns",
        "ReturnsScreen",
        "returns",
    ),
    ScreenSpec(
        "checklists",
        N_("Checklists"),
        N_("The lists in this workspace and those that ship."),
        "mdi6.format-list-numbered",
        "inspector.ui.views.checklists",
        "ChecklistsScreen",
        "checklists",
    ),
)


def built(spec: ScreenSpec, context: Context) -> Screen:
    """Load a screen's module and build it."""
    made = getattr(import_module(spec.module), spec.name)(context)
    assert isinstance(made, Screen)
    return made
