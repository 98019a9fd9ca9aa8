"""This machine's settings: a small TOML file that people may also write by hand."""

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from inspector import paths
from inspector.domain.errors import refused
from inspector.domain.issues import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What belongs to this machine and its user, never to a workspace."""

    language: str = ""
    """zh_CN or en; empty leaves the choice to the environment, then to Chinese."""
    author: str = ""
    """Who signs the edits made here."""
    font_folders: tuple[str, ...] = ()
    """Searched for fonts before the system's own folders."""
    backup_folder: str = ""
    """Where backups go; empty means beside the workspace."""
    appearance: str = ""
    """light, dark or system; empty means system."""
    idle_minutes: int = 10
    """After how many minutes without a key or click an encrypted workspace is locked; 0: never."""
    recent_files: tuple[str, ...] = ()
    """Workspaces that were open lately, the latest first, for the window to offer again."""


def settings_file() -> Path:
    """Return where the settings stand."""
    return paths.config() / "settings.toml"


def load(file: Path | None = None) -> Settings:
    """Read the settings; a file that is missing means the defaults.

    Raises Refused (`settings.not_toml`, `settings.unknown_name`, `settings.not_text`,
    `settings.not_list`, `settings.not_number`) rather than guess what a line was meant to say.
    """
    file = file or settings_file()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise refused("settings.not_toml", _place(file), reason=error) from error
    known = {field.name: field.default for field in fields(Settings)}
    for name, value in table.items():
        _check(name, value, known, file)
    return Settings(**{name: _frozen(value) for name, value in table.items()})


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, whole or not at all; raises Refused (`settings.not_written`)."""
    file = file or settings_file()
    lines = [f"{field.name} = {_toml(getattr(settings, field.name))}" for field in fields(settings)]
    partial = file.with_suffix(".partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        raise refused("settings.not_written", _place(file), reason=error) from error


_KINDS: Final[dict[type, str]] = {
    str: "settings.not_text",
    tuple: "settings.not_list",
    int: "settings.not_number",
}


def _check(name: str, value: object, known: dict[str, object], file: Path) -> None:
    if name not in known:
        names = ", ".join(known)
        raise refused("settings.unknown_name", _place(file), name=name, known=names)
    kind = type(known[name])
    frozen = _frozen(value)
    texts = frozen if isinstance(frozen, tuple) else ()
    if type(frozen) is not kind or not all(isinstance(text, str) for text in texts):
        raise refused(_KINDS[kind], _place(file), name=name)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _toml(value: str | int | tuple[str, ...]) -> str:
    """Write a text, number or list of texts; a JSON string is a TOML basic string but for DEL."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")


def _place(file: Path) -> Place:
    return Place(file=str(file))
