"""Write the manual's pages of keys from the table of actions: `python scripts/manual_keys.py`."""

from collections.abc import Iterator
from pathlib import Path

from inspector import paths
from inspector.i18n import gettext
from inspector.i18n.gettext import _
from inspector.ui.actions.spec import ActionSpec
from inspector.ui.actions.table import ACTIONS, MENU_TITLES

_KEYS = "; "
_HEADS = {
    gettext.CHINESE: (
        "# 快捷键",
        "下列快捷键与菜单、命令面板（Ctrl+K）中的操作一一对应。只在某一界面起作用的，菜单中在其他界面"
        "显示为灰色；输入法正在组字时，任何快捷键都不起作用。",
        "| 操作 | 快捷键 | 作用 |",
    ),
    gettext.ENGLISH: (
        "# Keys",
        "Each key stands for an action of the menus and of the palette (Ctrl+K). An action that "
        "acts on one screen only is grey elsewhere; no key acts while an input method is "
        "composing.",
        "| Action | Key | What it does |",
    ),
}


def main() -> None:
    """Write one page for each language."""
    for language, folder in ((gettext.CHINESE, paths.manual()), (gettext.ENGLISH, _english())):
        gettext.use(language)
        (folder / "keys.md").write_text("\n".join(page(language)) + "\n", encoding="utf-8")


def page(language: str) -> Iterator[str]:
    """Yield the lines of the page in the language in use."""
    title, said, head = _HEADS[language]
    yield from (title, "", said)
    for menu, name in MENU_TITLES.items():
        specs = [spec for spec in ACTIONS if spec.menu is menu]
        if specs:
            yield from ("", f"## {_(name)}", "", head, "|---|---|---|")
            yield from (_row(spec) for spec in specs)


def _row(spec: ActionSpec) -> str:
    return f"| {_(spec.text).rstrip('…')} | {_shown(spec.shortcut)} | {_(spec.tip)} |"


def _shown(shortcut: str) -> str:
    keys = [key.replace("Return", "Enter") for key in shortcut.split(_KEYS)]
    return " / ".join(dict.fromkeys(keys))


def _english() -> Path:
    return paths.manual() / "en"


if __name__ == "__main__":
    main()
