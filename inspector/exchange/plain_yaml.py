"""Plain YAML: text to mappings, lists and texts with the line of each, and nothing cleverer.

Every scalar stays text, so that no mark ever passes through a float. Anchors, aliases and tags
are refused and nesting is limited, so that a small file cannot become a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from inspector.domain.errors import refused
from inspector.domain.issues import Place

PlainYaml: TypeAlias = "str | list[PlainYaml] | dict[str, PlainYaml]"
Path: TypeAlias = tuple[str | int, ...]

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST: Final = 24
_LARGEST: Final = 4_000_000
"""Characters; the largest list that ships has some 20,000."""


@dataclass(slots=True)
class YamlTree:
    """What a file says, and on which line each of its values begins (counted from 1)."""

    root: PlainYaml
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of a value, or of what it would stand in."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    path: Path
    values: dict[str, PlainYaml] | list[PlainYaml]
    key: str | None = None


def read_plain_yaml(text: str, name: str) -> YamlTree:
    """Read YAML text; `name` is the file's, for the sentences. Raises Refused with the line."""
    if len(text) > _LARGEST:
        raise refused("lists.too_large", Place(file=name), limit=_LARGEST)
    try:
        return _TreeBuilder(name).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = 1 if mark is None else mark.line + 1
        cause = error.problem or error.context or ""
        raise refused("lists.not_yaml", Place(file=name), line=line, cause=cause) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise refused("lists.not_yaml", Place(file=name), line=1, cause=error) from error


@dataclass(slots=True)
class _TreeBuilder:
    """Builds the tree from the parser's events with a stack of its own, never by recursion."""

    name: str
    stack: list[_Open] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    root: "PlainYaml | None" = None

    def build(self, events: Iterator[yaml.Event]) -> YamlTree:
        for event in events:
            self._take(event)
        return YamlTree(self.root if self.root is not None else {}, self.lines)

    def _take(self, event: yaml.Event) -> None:
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refused("lists.yaml_alias", Place(file=self.name), line=line)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event.value, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start({}, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start([], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise refused("lists.yaml_documents", Place(file=self.name), line=line)

    def _scalar(self, value: str, line: int) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is None or not isinstance(parent.values, dict) or parent.key is not None:
            self._place(value, line)
        elif value in parent.values:
            raise refused("lists.yaml_repeated", Place(file=self.name), line=line, key=value)
        else:
            parent.key = value

    def _start(self, values: dict[str, PlainYaml] | list[PlainYaml], line: int) -> None:
        parent = self.stack[-1] if self.stack else None
        is_key = parent and isinstance(parent.values, dict) and parent.key is None
        if is_key or len(self.stack) >= _DEEPEST:
            raise refused("lists.yaml_nesting", Place(file=self.name), line=line)
        path = self._place(values, line)
        self.stack.append(_Open(path, values))

    def _place(self, value: PlainYaml, line: int) -> Path:
        """Put a value where the parser stands and return its path."""
        path: Path = ()
        if self.stack:
            path = self._put(self.stack[-1], value)
        else:
            self.root = value
        self.lines[path] = line
        return path

    @staticmethod
    def _put(parent: _Open, value: PlainYaml) -> Path:
        if isinstance(parent.values, list):
            parent.values.append(value)
            return (*parent.path, len(parent.values) - 1)
        key, parent.key = parent.key or "", None
        parent.values[key] = value
        return (*parent.path, key)
