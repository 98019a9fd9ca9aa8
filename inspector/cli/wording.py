"""Sentences for wrong usage of the command line."""

import re
from collections.abc import Mapping
from typing import Any, Final

from typer.exceptions import TyperException

from inspector.cli.help import value_word
from inspector.i18n.gettext import N_, _

_USAGE: Final[Mapping[str, str]] = {
    "MissingParameter": N_("Wrong usage: {name} is missing. See --help for an example."),
    "NoSuchOption": N_("Wrong usage: there is no option {name}. See --help for the options."),
    "BadOptionUsage": N_(
        "Wrong usage: {name} lacks its value, or takes none. See --help for an example."
    ),
    "BadParameter": N_("Wrong usage: the value of {name} does not fit. See --help for an example."),
}
"""By the name of the library's error, whose own words are English."""
_EXTRA: Final = re.compile(r"Got unexpected extra arguments?\S* \((.*)\)", re.DOTALL)


def usage_sentence(error: TyperException) -> str:
    """Return one sentence for a wrong use of the command line; a lone noun gets its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.message
    template, parameter = _USAGE.get(type(error).__name__), getattr(error, "param", None)
    name = getattr(error, "option_name", None)
    if template is not None and (name or parameter is not None):
        return _(template).format(name=name or _name_of(parameter))
    if template is not None:
        return _("Wrong usage: {message}").format(message=error.message)
    extra = _EXTRA.match(error.message)
    if extra is not None:
        return _("Wrong usage: nothing is known to do with {words}. See --help.").format(
            words=extra[1]
        )
    return _("Wrong usage. See --help for an example.")


def _name_of(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return value_word(parameter)
    return str(max(parameter.opts, key=len))
