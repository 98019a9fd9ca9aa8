"""Which fields there are for a paper's scope, and what a template's expressions make of them."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import nodes

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import templates
from inspector.report.kinds import Scope

TABLE: Final = "fields.json"
"""Fields by scope: null is a text or number, […] a list, {…} a group of fields."""

Shape = Any
"""None, a list of at most one shape, a mapping of shapes by name, or one of the two below."""
ANY: Final = object()
"""What nothing is known of."""
_LOOP: Final = object()
"""The loop of jinja, with its own fields."""

_LOOP_FIELDS: Final = frozenset(
    {"first", "last", "index", "index0", "revindex", "revindex0", "length", "depth", "depth0"}
    | {"previtem", "nextitem", "changed", "cycle"}
)
_SAME_LIST: Final = frozenset(
    {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
)
_BY_ATTRIBUTE: Final = frozenset({"selectattr", "rejectattr"})
_ONE_OF: Final = frozenset({"first", "last"})


@lru_cache(maxsize=2)
def shapes(scope: Scope) -> Mapping[str, Shape]:
    """Return the fields that a template for papers of this scope may name."""
    stored = json.loads((templates.shipped() / TABLE).read_text(encoding="utf-8"))
    found: Mapping[str, Shape] = stored[scope.value]
    return found


Known = dict[str, Shape]


class FieldReader:
    """Reads a template's tree and says which fields and constructs are none.

    `place` gives the place of a line; `exists` says whether a template may be included.
    """

    def __init__(
        self,
        known: Mapping[str, Shape],
        environment: Any,
        place: Callable[[int], Place],
        exists: Callable[[str], bool],
    ) -> None:
        self._start = dict(known)
        self._filters = frozenset(environment.filters)
        self._tests = frozenset(environment.tests)
        self._place = place
        self._exists = exists
        self._issues: list[Issue] = []

    def issues(self, tree: nodes.Template) -> list[Issue]:
        """Return what is wrong, in the order of the lines."""
        known = self._start
        for macro in tree.find_all(nodes.Macro):
            known[macro.name] = ANY
        self._block(tree.body, known)
        return sorted(self._issues, key=lambda issue: int(issue.place.cell or 0))

    # --- statements --------------------------------------------------------------------------

    def _block(self, body: list[nodes.Node], known: Known) -> None:
        for node in body:
            self._statement(node, known)

    def _statement(self, node: nodes.Node, known: Known) -> None:
        match node:
            case nodes.For():
                self._loop(node, known)
            case nodes.Assign():
                self._bind(node.target, self._shape(node.node, known), known)
            case nodes.Macro():
                names = {one.name: ANY for one in node.args}
                self._block(node.body, {**known, **names, "caller": ANY})
            case nodes.Include():
                self._include(node)
            case nodes.Import() | nodes.FromImport():
                self._import(node, known)
            case nodes.If():
                self._shape(node.test, known)
                self._block([*node.body, *node.elif_, *node.else_], known)
            case nodes.Output():
                for one in node.nodes:
                    self._shape(one, known)
            case nodes.Expr():
                self._shape(node, known)
            case _:
                for child in node.iter_child_nodes():
                    self._statement(child, known)

    def _loop(self, node: nodes.For, known: Known) -> None:
        inner = {**known, "loop": _LOOP}
        self._bind(node.target, _element(self._shape(node.iter, known)), inner)
        if node.test is not None:
            self._shape(node.test, inner)
        self._block(node.body, inner)
        self._block(node.else_, known)

    def _bind(self, target: nodes.Node, shape: Shape, known: Known) -> None:
        if isinstance(target, nodes.Name):
            known[target.name] = shape
            return
        for name in target.find_all(nodes.Name):
            known[name.name] = ANY

    def _include(self, node: nodes.Include) -> None:
        name = node.template
        if isinstance(name, nodes.Const) and not self._exists(str(name.value)):
            place = self._place(node.lineno)
            self._issues.append(_issue("template.no_include", place, field=str(name.value)))

    def _import(self, node: nodes.Import | nodes.FromImport, known: Known) -> None:
        if isinstance(node, nodes.Import):
            known[node.target] = ANY
            return
        for name in node.names:
            known[name if isinstance(name, str) else name[1]] = ANY

    # --- expressions -------------------------------------------------------------------------

    def _shape(self, node: nodes.Node, known: Known) -> Shape:
        match node:
            case nodes.Name():
                return self._name(node, known)
            case nodes.Getattr():
                return self._field(self._shape(node.node, known), node.attr, node)
            case nodes.Getitem():
                return self._item(node, known)
            case nodes.Filter():
                return self._filter(node, known)
            case nodes.Test():
                self._known_name(node, self._tests)
            case nodes.Or() | nodes.And():
                shapes = [self._shape(node.left, known), self._shape(node.right, known)]
                return next((one for one in shapes if one is not None), None)
            case nodes.CondExpr():
                return self._choice(node, known)
            case nodes.Call():
                self._call(node, known)
                return ANY
            case nodes.Pow() | nodes.Mul() | nodes.Mod():
                self._arithmetic(node)
        for child in node.iter_child_nodes():
            self._shape(child, known)
        return None if isinstance(node, nodes.Const | nodes.TemplateData) else ANY

    def _name(self, node: nodes.Name, known: Known) -> Shape:
        if node.name in known:
            return known[node.name]
        self._unknown(node, node.name)
        return ANY

    def _field(self, base: Shape, name: str, node: nodes.Node) -> Shape:
        if name.startswith("_"):
            self._unsafe(node, name)
        elif isinstance(base, Mapping):
            if name in base:
                return base[name]
            self._unknown(node, _dotted(node))
        elif base is _LOOP and name in _LOOP_FIELDS:
            return ANY
        elif base is not ANY:
            self._unknown(node, _dotted(node))
        return ANY

    def _item(self, node: nodes.Getitem, known: Known) -> Shape:
        base = self._shape(node.node, known)
        if isinstance(node.arg, nodes.Slice):
            return base
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(base, node.arg.value, node)
        self._shape(node.arg, known)
        return _element(base)

    def _filter(self, node: nodes.Filter, known: Known) -> Shape:
        base = ANY if node.node is None else self._shape(node.node, known)
        for given in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(given, known)
        if not self._known_name(node, self._filters):
            return ANY
        if node.name in _BY_ATTRIBUTE and node.args and isinstance(node.args[0], nodes.Const):
            self._field(_element(base), str(node.args[0].value), node)
        if node.name in _SAME_LIST:
            return base
        if node.name in _ONE_OF:
            return _element(base)
        return base if node.name == "default" and base is not None else ANY

    def _choice(self, node: nodes.CondExpr, known: Known) -> Shape:
        self._shape(node.test, known)
        first = self._shape(node.expr1, known)
        other = None if node.expr2 is None else self._shape(node.expr2, known)
        return first if first is not None else other

    def _call(self, node: nodes.Call, known: Known) -> None:
        called = node.node
        is_loop = isinstance(called, nodes.Getattr) and self._shape(called.node, known) is _LOOP
        is_own = isinstance(called, nodes.Name) and known.get(called.name) in (ANY, _LOOP)
        is_part = isinstance(called, nodes.Getattr) and self._shape(called.node, known) is ANY
        if not (is_loop or is_own or is_part):
            self._unsafe(node, f"{_dotted(called)}(…)")
        for given in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(given, known)

    def _arithmetic(self, node: nodes.BinExpr) -> None:
        texts = [one for one in (node.left, node.right) if _is_text(one)]
        if isinstance(node, nodes.Pow) or texts:
            self._unsafe(node, {nodes.Pow: "**", nodes.Mul: "*"}.get(type(node), "%"))

    # --- what is wrong -----------------------------------------------------------------------

    def _known_name(self, node: nodes.Filter | nodes.Test, known: frozenset[str]) -> bool:
        if node.name not in known:
            self._unsafe(node, f"| {node.name}" if isinstance(node, nodes.Filter) else node.name)
        return node.name in known

    def _unknown(self, node: nodes.Node, name: str) -> None:
        self._issues.append(_issue("template.unknown_field", self._place(node.lineno), field=name))

    def _unsafe(self, node: nodes.Node, what: str) -> None:
        self._issues.append(_issue("template.unsafe", self._place(node.lineno), reason=what))


def _issue(code: str, place: Place, **named: str) -> Issue:
    return Issue(code=code, severity=Severity.ERROR, place=place, parameters=named)


def _element(shape: Shape) -> Shape:
    if isinstance(shape, list):
        return shape[0] if shape else None
    return ANY if shape is ANY or shape is _LOOP else None


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _dotted(node: nodes.Node) -> str:
    """Return a field as the template writes it."""
    return "".join(_parts(node)).lstrip(".")


def _parts(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Name():
            yield node.name
        case nodes.Getattr():
            yield from _parts(node.node)
            yield f".{node.attr}"
        case nodes.Getitem():
            yield from _parts(node.node)
            if _is_text(node.arg) and isinstance(node.arg, nodes.Const):
                yield f".{node.arg.value}"
        case nodes.Filter() if node.node is not None:
            yield from _parts(node.node)
            if node.args and isinstance(node.args[0], nodes.Const):
                yield f".{node.args[0].value}"
