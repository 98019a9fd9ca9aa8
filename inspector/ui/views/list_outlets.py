"""Where a list goes from 考核细则: into a workbook, or beside another list."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.domain.checklist import Checklist
from inspector.i18n.gettext import _
from inspector.services.edition_drafts import Draft
from inspector.services.files import file_name
from inspector.ui.context import Context
from inspector.ui.dialogs.compare_lists import CompareLists, ListChoice
from inspector.ui.views.catalogue_view import CatalogueView


def ask_target(context: Context, owner: QWidget, checklist: Checklist) -> None:
    """Ask where to write a list, and write it there."""
    dialog = QFileDialog(owner, _("Export the list"))
    dialog.setObjectName("export_list")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{file_name(checklist.title)}.xlsx")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: export(context, owner, checklist, Path(name)))
    dialog.open()


def export(context: Context, owner: QWidget, checklist: Checklist, target: Path) -> None:
    """Write a list as a workbook, which is read back before it counts as written."""
    context.workers.run(
        "checklists.export",
        {"checklist": checklist, "target": target},
        lambda path: context.frame.tell(_("Written and checked: {path}").format(path=path)),
        owner,
    )


def compare(
    context: Context, catalogue: CatalogueView, shown: Checklist | None, draft: Draft | None
) -> CompareLists | None:
    """Show the list that is shown beside the one it came from, or the one next to it."""
    choices = _choices(catalogue, draft)
    if len(choices) < 2:
        context.frame.tell(_("There is only one list; take in another to compare."))
        return None
    sources = [choice.source for choice in choices]
    entry = catalogue.entry
    wanted = getattr(entry, "id", None) if draft is None else draft.folded.checklist
    newer = sources.index(wanted) if wanted in sources else _at(sources, shown)
    if draft is not None and draft.base in sources:
        older = sources.index(draft.base)
    else:
        older = newer + 1 if newer + 1 < len(sources) else newer - 1
    dialog = CompareLists(context, choices=choices)
    dialog.open()
    dialog.choose(older, newer)
    return dialog


def _at(sources: Sequence[object], shown: Checklist | None) -> int:
    return sources.index(shown) if shown in sources else 0


def _choices(catalogue: CatalogueView, draft: Draft | None) -> list[ListChoice]:
    choices = [
        ListChoice(one.title if one.year is None else f"{one.title} ({one.year})", one.id)
        for one in catalogue.editions
    ]
    choices += [ListChoice(one.checklist.title, one.checklist) for one in catalogue.shipped]
    if draft is not None:
        title = _("Draft: {title}").format(title=draft.folded.checklist.title)
        choices.insert(0, ListChoice(title, draft.folded.checklist))
    return choices
