"""Templates of papers: found beside the workspace or among those that ship, filled in a sandbox."""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from markupsafe import Markup

from inspector import paths
from inspector.domain.errors import refused
from inspector.domain.issues import Place
from inspector.report import phrasing

FieldValue = Any
"""A text, a whole number, a truth, None, or lists and mappings of these."""

DATA_OPENS: Final = "\ufdd0"
DATA_CLOSES: Final = "\ufdd1"
DATA_BREAKS: Final = "\ufdd2"
"""Around and within what comes from data; no text may hold these code points (Unicode 23.7)."""

_NOT_IN_XML: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MOST_CHARACTERS: Final = 20_000_000
_WITHOUT_MARKS: Final = str.maketrans("", "", DATA_OPENS + DATA_CLOSES + DATA_BREAKS)
_FAILURES: Final = (TypeError, ValueError, ArithmeticError, LookupError, RecursionError)

_FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "顿号": phrasing.listed,
    "句": phrasing.sentence,
    "短句": phrasing.clause,
    "待填": lambda value, what: value or phrasing.gap(what),
    "加": phrasing.with_ending,
}
_KEPT_FILTERS: Final = frozenset(
    {"batch", "default", "first", "groupby", "join", "last", "length", "list", "map", "reject"}
    | {"rejectattr", "replace", "reverse", "select", "selectattr", "sort", "sum", "trim", "unique"}
)


def shipped() -> Path:
    """Return the folder of the templates that come with the program."""
    return paths.resources() / "templates"


def fill(name: str, fields: Mapping[str, FieldValue], folder: Path | None = None) -> str:
    """Return a template's text with its fields filled in.

    `folder` is the office's own, looked into first. Values from data stand between DATA_OPENS
    and DATA_CLOSES, their line breaks as DATA_BREAKS, so that no text of a unit becomes a
    heading or a table of the paper. Raises Refused with the template's name and line.
    """
    try:
        pieces = environment(folder).get_template(name).generate(fields)
        return "".join(_bounded(name, pieces))
    except TemplateNotFound as error:
        raise refused("template.not_found", Place(file=str(error.name or name))) from error
    except TemplateSyntaxError as error:
        place = _place(error.name or name, error.lineno)
        raise refused("template.syntax", place, reason=error.message or "") from error
    except UnicodeDecodeError as error:
        raise refused("template.not_text", Place(file=name)) from error
    except SecurityError as error:
        raise refused("template.unsafe", _raised_at(error, name, folder), reason=error) from error
    except UndefinedError as error:
        place = _raised_at(error, name, folder)
        raise refused("template.unknown_field", place, field=error) from error
    except _FAILURES as error:
        raise refused("template.failed", _raised_at(error, name, folder), reason=error) from error


def source(name: str, folder: Path | None = None) -> str:
    """Return a template's own text, from the office's folder or from those that ship."""
    for place in filter(None, (folder, shipped())):
        if (place / name).is_file():
            return (place / name).read_text(encoding="utf-8-sig")
    raise refused("template.not_found", Place(file=name))


def _bounded(name: str, pieces: Iterator[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _MOST_CHARACTERS:
            raise refused("template.too_long", Place(file=name))
        yield piece


def _place(name: str, line: int) -> Place:
    return Place(file=name, cell=str(line))


def _raised_at(error: BaseException, name: str, folder: Path | None) -> Place:
    """Return the template line that an error came from; Jinja puts it on the stack."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.parent in (folder, shipped()):
            return _place(path.name, frame.lineno or 0)
    return Place(file=name)


class _Unknown(StrictUndefined):
    """A field that does not exist: any use of it is an error that names it."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _PaperSandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which templates see fields, lists and loops, and no Python object."""

    intercepted_binops = frozenset({"**", "*", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply whole numbers only: a text times a billion fills the memory."""
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(operator)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field; nothing of Python's own is reachable by a dot."""
        if isinstance(obj, Mapping):
            return self.getitem(obj, attribute)
        if isinstance(obj, LoopContext) and not attribute.startswith("_"):
            return super().getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return self.undefined(name=obj._undefined_name)
        return self.undefined(attribute, obj=obj, name=attribute, exc=SecurityError)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a field by name or an element by its place."""
        if isinstance(obj, Mapping):
            found: Any = obj.get(argument, self)
            return self.undefined(obj=obj, name=argument) if found is self else found
        return super().getitem(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros of the template and recursive loops; an unknown name then says so itself."""
        return isinstance(obj, Macro | LoopContext | Undefined)


def _guarded(value: object) -> str:
    """Return a value of the data between its marks; a value nobody gave is a visible gap."""
    if value is None:
        return phrasing.gap("暂缺")
    text = str(value).translate(_WITHOUT_MARKS).replace("\r\n", "\n").replace("\r", "\n")
    return f"{DATA_OPENS}{text.replace(chr(10), DATA_BREAKS)}{DATA_CLOSES}"


def word_environment() -> SandboxedEnvironment:
    """Return the same sandbox for Word files: values are plain text, and nothing is included."""
    made = environment(None).overlay(
        finalize=_printed, trim_blocks=False, lstrip_blocks=False, autoescape=True
    )
    made.loader = None
    return made


def _printed(value: object) -> object:
    """Return a value as Word shows it; a value nobody gave is a visible gap."""
    if value is None:
        return phrasing.gap("暂缺")
    return value if isinstance(value, Markup) else _NOT_IN_XML.sub("", str(value))


@lru_cache(maxsize=8)
def environment(folder: Path | None) -> SandboxedEnvironment:
    """Return the sandbox of a folder's templates, those that ship behind them."""
    folders = [path for path in (folder, shipped()) if path is not None]
    made = _PaperSandbox(
        loader=FileSystemLoader(folders, encoding="utf-8-sig"),
        undefined=_Unknown,
        finalize=_guarded,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    made.globals.clear()
    kept = {name: one for name, one in made.filters.items() if name in _KEPT_FILTERS}
    made.filters = {**kept, **_FILTERS}
    return made
