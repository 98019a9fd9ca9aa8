"""Help in the user's language: how a command is called, what it does, an example, its options."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from typer import BadParameter, Context
from typer.core import TyperCommand, TyperGroup

from inspector.cli.output import padded, width, wrapped
from inspector.i18n.gettext import N_, _

_WIDEST: Final = 100
_INDENT: Final = "  "
_GAP: Final = 2
_NAMES_AT_MOST: Final = 34
"""Columns for the names of options; a longer name has its line to itself."""

_FILE, _FOLDER, _NAME, _TEXT = N_("FILE"), N_("FOLDER"), N_("NAME"), N_("TEXT")
_WORD, _COUNT, _MARK, _TIME = N_("WORD"), N_("COUNT"), N_("MARK"), N_("TIME")
_UNIT, _NUMBER, _LIST, _ID = N_("UNIT"), N_("NUMBER"), N_("LIST"), N_("ID")
_DATE = N_("DATE")

_VALUES: Final[Mapping[str, str]] = {
    "account": _TEXT,
    "addressee": _NAME,
    "alias": _NAME,
    "approver": _NAME,
    "allowed_by": _NAME,
    "author": _NAME,
    "basis": _TEXT,
    "boxes": N_("X,Y,W,H"),
    "caption": _TEXT,
    "checklist": _LIST,
    "classes": N_("CLASS=LIST"),
    "code": _TEXT,
    "columns": N_("HEADER=SOURCE"),
    "conclusion": _WORD,
    "contact": _NAME,
    "count": _COUNT,
    "dated": _DATE,
    "decision": _WORD,
    "due": _DATE,
    "evidence": _FILE,
    "fact": _TEXT,
    "finding": _ID,
    "findings": _ID,
    "folder": _FOLDER,
    "grade": _WORD,
    "head": N_("DIGITS"),
    "head_line": N_("NAME:VALUE"),
    "inspection": _NAME,
    "inspectors": _NAME,
    "item": _NUMBER,
    "item_count": _COUNT,
    "kind": _WORD,
    "lang": _WORD,
    "late_reason": _TEXT,
    "limit": _COUNT,
    "members": _NAME,
    "metric": N_("NAME=VALUE"),
    "name": _NAME,
    "names": N_("UNITS"),
    "new": _LIST,
    "new_password_file": _FILE,
    "note": _TEXT,
    "of": _NAME,
    "office": _NAME,
    "on": _DATE,
    "old": _LIST,
    "order": _COUNT,
    "out": _FILE,
    "password_file": _FILE,
    "phone": _TEXT,
    "piece": _ID,
    "place": _TEXT,
    "points": _MARK,
    "practice": _COUNT,
    "purge": _TEXT,
    "reason": _TEXT,
    "red_head": _WORD,
    "received": _DATE,
    "replaces": _NAME,
    "reviewer": _NAME,
    "rule": _NUMBER,
    "sampled_at": _TIME,
    "sampling_deadline": _TIME,
    "second": _NAME,
    "seed": _COUNT,
    "self_account": _TEXT,
    "self_conclusion": _WORD,
    "self_mark": _MARK,
    "sheet": _NAME,
    "short_name": _NAME,
    "side": _WORD,
    "snapshot": _COUNT,
    "source": _LIST,
    "sources": _FILE,
    "taken_at": _TIME,
    "team_name": _NAME,
    "template": _FILE,
    "text": _TEXT,
    "to": _WORD,
    "unit": _UNIT,
    "unit_count": _COUNT,
    "units": N_("UNITS"),
    "ways": _WORD,
    "workspace": _FILE,
    # Of the ledger of problems and of the next inspection.
    "again_by": N_("DATE"),
    "bound": _FILE,
    "by": _NAME,
    "completed": N_("DATE"),
    "confirm": _ID,
    "days": _COUNT,
    "deadline": N_("DATE"),
    "earlier": _NAME,
    "files": _FILE,
    "items": _NUMBER,
    "package_password_file": _FILE,
    "inspector": _NAME,
    "team": _NAME,
    "kept": _UNIT,
    "leader": _NAME,
    "number": _NUMBER,
    "numbers": _NUMBER,
    "off": N_("DATE"),
    "other": _UNIT,
    "others": _FILE,
    "person": _NAME,
    "served": N_("DATE"),
    "start": N_("DATE"),
    "wanted": _NUMBER,
    "worked": N_("DATE"),
    "year": N_("YEAR"),
    "until": N_("DATE"),
    "which": _COUNT,
}
"""What stands for the value of each parameter, by its name in the code."""

Rows = Sequence[tuple[str, str]]


class Command(TyperCommand):
    """A command whose help speaks the user's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the command's help."""
        return "\n".join(_lines(self, ctx, ()))


class Group(TyperGroup):
    """A group of commands whose help speaks the user's language."""

    def get_help(self, ctx: Any) -> str:
        """Return the group's help."""
        commands = [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        return "\n".join(_lines(self, ctx, commands))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first argument names, or say which ones there are."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            known = _(", ").join(self.list_commands(ctx))
            raise BadParameter(
                _("there is no command “{name}”; there are: {known}.").format(
                    name=args[0], known=known
                )
            )
        return super().resolve_command(ctx, args)


def value_word(parameter: Any) -> str:
    """Return the word that stands for a parameter's value, nothing for a switch."""
    if getattr(parameter, "is_flag", False):
        return ""
    return _(_VALUES.get(parameter.name, _TEXT))


def _lines(command: TyperCommand | TyperGroup, ctx: Context, commands: Rows) -> Iterator[str]:
    shown: list[Any] = list(command.get_params(ctx))
    arguments = [one for one in shown if one.param_type_name == "argument"]
    options = [one for one in shown if one.param_type_name == "option"]
    pieces = [ctx.command_path, *map(_in_usage, arguments)]
    pieces += [_("command"), "..."] if commands else [_("[options]")]
    yield _("Usage: {usage}").format(usage=" ".join(pieces))
    yield ""
    yield from _indented(command.help or "")
    if command.epilog:
        yield from ("", _("Example:"))
        yield f"{_INDENT}{command.epilog}"
    yield from _table(_("Arguments:"), [(value_word(one), one.help or "") for one in arguments])
    yield from _table(_("Options:"), [_of_option(one) for one in options])
    yield from _table(_("Commands:"), commands)


def _in_usage(argument: Any) -> str:
    word = value_word(argument) + ("..." if argument.nargs != 1 else "")
    return word if argument.required else f"[{word}]"


def _of_option(option: Any) -> tuple[str, str]:
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names = " / ".join((*option.opts, *option.secondary_opts))
    if option.name == "help":
        return names, _("Show this message and exit.")
    word = value_word(option)
    return f"{names} {word}".rstrip(), f"{option.help or ''}{_remarks(option)}"


def _remarks(option: Any) -> str:
    remarks = []
    if option.required:
        remarks.append(_("required"))
    if option.default not in (None, "", False, ()) and not option.multiple:
        remarks.append(_("default: {default}").format(default=option.default))
    if option.envvar:
        remarks.append(_("or environment variable {name}").format(name=option.envvar))
    return _(" [{remarks}]").format(remarks=_("; ").join(remarks)) if remarks else ""


def _room() -> int:
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def _indented(text: str) -> Iterator[str]:
    for line in wrapped(text, _room() - len(_INDENT)):
        yield _INDENT + line


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    rows = tuple(rows)
    if not rows:
        return
    yield from ("", title)
    names = min(max(width(name) for name, _text in rows), _NAMES_AT_MOST)
    start = len(_INDENT) + names + _GAP
    for name, text in rows:
        first, *rest = (*wrapped(text, max(_room() - start, names)), "")
        if width(name) > names:
            yield _INDENT + name
            yield " " * start + first
        else:
            yield f"{_INDENT}{padded(name, names)}{' ' * _GAP}{first}".rstrip()
        yield from (" " * start + line for line in rest if line)
