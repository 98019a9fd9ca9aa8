"""Actions of the screen 公文材料."""

from typing import Final

from inspector.i18n.gettext import N_
from inspector.ui.actions.spec import ActionSpec, Menu

_SCREEN: Final = "documents"


def _spec(
    verb: str, text: str, tip: str, shortcut: str, icon: str = "", **more: bool
) -> ActionSpec:
    return ActionSpec(
        key=f"documents.{verb}",
        text=text,
        tip=tip,
        menu=Menu.DOCUMENTS,
        shortcut=shortcut,
        icon=icon,
        screen=_SCREEN,
        **more,
    )


ACTIONS: Final = (
    _spec(
        "new",
        N_("Draft a paper…"),
        N_("Make a draft of a paper from the data."),
        "Ctrl+Alt+N",
        "mdi6.file-document-plus-outline",
    ),
    _spec(
        "compare",
        N_("Changes in the data…"),
        N_("Show what the data changed since the draft was made, and take what you choose."),
        "Ctrl+Alt+D",
        "mdi6.compare",
    ),
    _spec(
        "public",
        N_("Public version"),
        N_(
            "Make the public version from this draft: without addresses, pictures and persons; "
            "what was left out is listed."
        ),
        "Ctrl+Alt+P",
        "mdi6.earth",
    ),
    _spec(
        "remove",
        N_("Remove the draft"),
        N_("Remove the draft; undo brings it back."),
        "Ctrl+Alt+Backspace",
        "mdi6.delete-outline",
    ),
    _spec(
        "level_1",
        N_("Heading 一、"),
        N_("Make the paragraph a heading 一、; its number shows by itself."),
        "Ctrl+Alt+1",
        begins_group=True,
    ),
    _spec(
        "level_2", N_("Heading （一）"), N_("Make the paragraph a heading （一）."), "Ctrl+Alt+2"
    ),
    _spec("level_3", N_("Paragraph 1."), N_("Number the paragraph 1."), "Ctrl+Alt+3"),
    _spec("level_4", N_("Paragraph （1）"), N_("Number the paragraph （1）."), "Ctrl+Alt+4"),
    _spec("body", N_("Body text"), N_("Make the paragraph body text."), "Ctrl+Alt+0"),
    _spec("emphasis", N_("Strong"), N_("Set the chosen words in strong type."), "Ctrl+B"),
    _spec(
        "head",
        N_("Head of the paper"),
        N_("Show or hide the form of the head."),
        "Ctrl+Alt+H",
        is_checkable=True,
    ),
    _spec(
        "pdf",
        N_("Export PDF…"),
        N_("Write the paper as PDF."),
        "Ctrl+E",
        "mdi6.file-pdf-box",
        begins_group=True,
    ),
    _spec(
        "word",
        N_("Export Word…"),
        N_("Write the paper as a Word file."),
        "Ctrl+Shift+E",
        "mdi6.file-word-outline",
    ),
    _spec(
        "markdown",
        N_("Export Markdown…"),
        N_("Write the paper as plain text with marks."),
        "Ctrl+Alt+E",
        "mdi6.language-markdown-outline",
    ),
    _spec(
        "print",
        N_("Print…"),
        N_("Print pages of the paper through the system's dialog."),
        "Ctrl+P",
        "mdi6.printer-outline",
    ),
    _spec(
        "batch",
        N_("Papers for many units…"),
        N_("Write a kind of paper for all units chosen."),
        "Ctrl+Alt+G",
        "mdi6.file-multiple-outline",
        begins_group=True,
    ),
    _spec(
        "attach",
        N_("Attach the final paper…"),
        N_("Put a scan or the Word file of the signed paper to its draft."),
        "Ctrl+Alt+F",
        "mdi6.file-check-outline",
    ),
    _spec(
        "final",
        N_("Final papers…"),
        N_("Look at the final papers of the draft, save or take them off."),
        "Ctrl+Alt+O",
        "mdi6.file-eye-outline",
    ),
)
