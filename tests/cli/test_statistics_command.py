"""`inspector statistics`: the figures of the year, for people and for machines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from inspector.bootstrap import open_desk
from inspector.services import demo
from tests.cli.conftest import Inspector, W
from tests.cli.test_year import YEAR


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's year after the first check, 3.2 of 市外办 still deducted."""
    path = tmp_path_factory.mktemp("statistics") / W
    with open_desk(path, author=demo.AUTHOR, create=True) as desk:
        task = demo.set_up(desk, YEAR)
        for entry in YEAR["units"]:
            demo.check(desk, task, entry)
    return path


@pytest.fixture
def shown(done: Inspector, checked: Path) -> Inspector:
    Path(W).write_bytes(checked.read_bytes())
    return done


def test_rates_are_printed_with_their_formula(shown: Inspector) -> None:
    told = shown("statistics", "-w", W, "--class", "B").out
    assert "依申请公开" in told
    assert "89.50%" in told  # 3.2 of 市外办: 179.00 of 200
    assert "合计＝863.00÷996.00＝86.65%" in told


def test_every_view_is_there_for_machines(shown: Inspector) -> None:
    views = ("rates", "unit_rates", "ranking", "grid", "losses")
    got = {
        view: shown("statistics", "-w", W, "--view", view, "--class", "B", "--json").value
        for view in views
    }
    assert {(one["complete"], one["units"]) for one in got.values()} == {(10, 10)}
    (ranking,) = got["ranking"]["classes"]
    assert ranking["average_formula"] == "平均分＝835.32÷10＝83.53"
    (losses,) = got["losses"]["classes"]
    assert (losses["lost"], losses["items"][0]["share_of_units"]) == ("133.00", "100.00%")
    (grid,) = got["grid"]["classes"]
    assert (len(grid["rows"]), len(grid["items"])) == (10, 29)


def test_one_unit_and_the_words_of_the_screen_are_understood(shown: Inspector) -> None:
    view = shown("statistics", "-w", W, "--view", "得分排名", "--unit", "市外办", "--json").value[
        "classes"
    ][0]["lines"]
    assert [(one["unit"], one["rank"], one["mark"]) for one in view] == [("市外办", 8, "79.29")]


def test_workbook_and_picture_are_written(shown: Inspector) -> None:
    shown("statistics", "-w", W, "-o", "统计.xlsx", "--picture", "图.png", "--view", "losses")
    assert "市直部门失分集中指标" in load_workbook("统计.xlsx").sheetnames
    for name in ("图-1.png", "图-2.png"):
        with Image.open(name) as picture:
            assert picture.width > 1_000


def test_what_cannot_be_compared_or_drawn_is_refused(
    shown: Inspector, refused: Callable[..., str]
) -> None:
    told = refused("statistics", "-w", W, "--view", "comparison")
    assert "2025" in told
    shown(
        *("inspection", "new", "-w", W, "--name", "2026年度考核", "--units", "市外办"),
        *("--checklist", "ningchuan-2025-b"),
    )
    asked = ("statistics", "-w", W, "--inspection", "2026年度考核", "--picture", "图.png")
    assert "尚无单位全部核查完毕" in refused(*asked)
