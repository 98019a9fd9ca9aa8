"""A changed template is read through before it is used; what is wrong is named with its line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from inspector.i18n.messages import sentence
from inspector.report import templates
from inspector.report.kinds import Scope, kinds
from inspector.report.template_check import checked
from inspector.report.template_fields import Shape, shapes
from tests.report.test_template_manual import known

HEAD = "标题：题\n----\n"


def found(body: str, scope: Scope = Scope.UNIT, head: str = HEAD) -> list[tuple[str, str]]:
    """Return code and line of what is wrong."""
    issues = checked(head + body, "own.txt", scope)
    assert all(sentence(issue) for issue in issues)
    return [(issue.code.removeprefix("template."), issue.place.cell) for issue in issues]


@pytest.mark.parametrize("key", kinds())
def test_every_template_that_ships_is_sound(key: str) -> None:
    kind = kinds()[key]
    assert checked(templates.source(kind.template), kind.template, kind.scope) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ 单位.名 }}", ("unknown_field", "3")),
        ("{{ 总体.单位数 }}", ("unknown_field", "3")),
        ("\n{% for 部分 in 扣分.各部分 %}\n{{ 部分.错 }}\n{% endfor %}", ("unknown_field", "5")),
        ("{{ 扣分.各部分[0].各项[0].内容.多余 }}", ("unknown_field", "3")),
        ("{% if 各部分 | selectattr('全部') | list %}x{% endif %}", ("unknown_field", "3")),
        ("{% for 项 in 加分 %}{% endfor %}{{ 项.内容 }}", ("unknown_field", "3")),
        ("{{ 单位.名称.upper() }}", ("unsafe", "3")),
        ("{{ 单位.__class__ }}", ("unsafe", "3")),
        ("{{ 'a' * 1000000000 }}", ("unsafe", "3")),
        ("{{ 9 ** 99 }}", ("unsafe", "3")),
        ("{{ 评价 | upper }}", ("unsafe", "3")),
        ("{% include 'no.txt' %}", ("no_include", "3")),
        ("{% if 评价 %}", ("syntax", "3")),
        ("文\n【表：没有】", ("unknown_table", "4")),
        ("【表：得分及等次】", ("unknown_table", "3")),
        ("【图：得分排名】", ("unknown_chart", "3")),
        ("【标：没有】", ("unknown_directive", "3")),
    ],
)
def test_what_is_wrong_is_named_with_its_line(body: str, expected: tuple[str, str]) -> None:
    assert found(body) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "{% set 甲 = 单位 %}{{ 甲.名称 }}",
        "{% for 项 in 扣分.各部分 if 项.标题 %}{{ loop.index }}{% else %}无{% endfor %}",
        "{% macro 行(项) %}{{ 项.任意 }}{% endmacro %}{{ 行(单位) }}",
        "{{ (任务.依据 or 细则.依据)[:1] | 顿号 | 待填('依据') }}",
        "{{ (各部分 | first).标题 }}{{ 单位['名称'] }}",
        "【表：年报　{{ 年报.部分 | first }}】\n【表：扣分情况】\n【正文】【标：随便】",
    ],
)
def test_what_a_template_may_do_is_left_alone(body: str) -> None:
    assert found(body) == []


def test_all_that_is_wrong_is_named_at_once() -> None:
    assert found("{{ 甲 }}\n【表：乙】\n{{ 丙 }}", head="标题：题\n错：误\n----\n") == [
        ("unknown_head", "2"),
        ("unknown_field", "4"),
        ("unknown_table", "5"),
        ("unknown_field", "6"),
    ]
    assert found("文", head="") == [("no_head", "")]
    assert found("文", head="页眉：x\n----\n") == [("no_title", "")]


def names(shape: Shape) -> set[str]:
    if isinstance(shape, Mapping):
        return {str(name) for name in shape}.union(*map(names, shape.values()))
    return set().union(*map(names, shape)) if isinstance(shape, list) else set()


def test_the_table_of_fields_names_those_there_are() -> None:
    told = names(shapes(Scope.UNIT)) | names(shapes(Scope.INSPECTION))
    assert told == known()


def test_a_template_may_include_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "foot.txt").write_text("文", encoding="utf-8")
    source = f"{HEAD}{{% include 'foot.txt' %}}"
    assert checked(source, "own.txt", Scope.UNIT, tmp_path) == ()
