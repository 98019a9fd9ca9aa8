"""The command line's own words: help in the user's language and sentences for wrong usage."""

from collections.abc import Mapping
from typing import Final

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from inspector.i18n.gettext import N_, _

_LIBRARY_WORDS: Final = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("Missing command."),
    N_("No such command {name!r}."),
)
"""Words that the library looks up in our catalogue by itself."""

_HELP_WORDS: Final = (N_("Usage:"), N_("Show this message and exit."), N_("[OPTIONS]"))
"""Words that the library writes in English; they are exchanged in the finished help."""

_USAGE: Final[Mapping[str, str]] = {
    "MissingParameter": N_("Wrong usage: {name} is missing. See --help for an example."),
    "NoSuchOption": N_("Wrong usage: there is no option {name}. See --help for the options."),
    "BadParameter": N_("Wrong usage: the value of {name} does not fit. See --help for an example."),
}


class _Worded:
    """Help in the user's language."""

    def get_help(self, ctx: object) -> str:
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for word in _HELP_WORDS:
            text = text.replace(word, _(word))
        return text


class Command(_Worded, TyperCommand):
    """A command whose help speaks the user's language."""


class Group(_Worded, TyperGroup):
    """A group of commands whose help speaks the user's language."""


def usage_sentence(error: TyperException) -> str:
    """Return one sentence for a wrong use of the command line."""
    template = _USAGE.get(type(error).__name__)
    if template is None:
        return _("Wrong usage: {message}").format(message=error.format_message())
    name = getattr(error, "option_name", None) or _parameter_name(error)
    return _(template).format(name=name)


def _parameter_name(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", "") or "")
    options = getattr(parameter, "opts", None) or [parameter.name]
    return max(options, key=len)
