"""Five laptops become one workspace on the command line: 290 answers, one disagreement, settled."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.answer import Answer
from inspector.domain.edits import Action
from inspector.storage.workspace_file import WorkspaceFile
from tests.cli.conftest import Inspector
from tests.golden.ningchuan import ITEMS_B, UNITS_B, quarter_marks

W = "组长.inspection"
CHECKED = {
    "甲": ("市发展改革委", "市教育局"),
    "乙": ("市公安局", "市民政局"),
    "丙": ("市财政局", "市卫生健康委"),
    "丁": ("市人力资源社会保障局", "市自然资源和规划局"),
    "戊": ("市住房城乡建设局", "市外办"),
}
FOUND = {name: findings for name, _, findings in UNITS_B}
FOUND["市外办"] = FOUND["市外办"].replace(" 3.2a×1", "")
"""As it stands once the objection is decided."""
COMMON = "4.2"
"""The item that 甲 checks on every unit."""
SEEN_BY_JIA = {"市卫生健康委": "4.2a×1 4.2c×13"}
READ = {"1": ("20", "19"), "3": ("20", "17"), "4": ("20", "16")}
"""Policy documents and how many were explained, by how many steps of five points are missing."""
MARKS = {
    "市发展改革委": ("98.26", 1),
    "市财政局": ("93.16", 2),
    "市教育局": ("92.00", 3),
    "市人力资源社会保障局": ("92.00", 3),
    "市卫生健康委": ("91.23", 5),
    "市自然资源和规划局": ("87.37", 6),
    "市外办": ("83.44", 7),
    "市公安局": ("83.01", 8),
    "市住房城乡建设局": ("60.00", 9),
    "市民政局": ("59.00", 10),
}


@pytest.fixture
def laptops(done: Inspector, tmp_path: Path) -> list[Path]:
    """The leader's workspace, and the five copies on which the inspectors have done their work."""
    units = ",".join(name for name, _, _ in UNITS_B)
    done(
        *("inspection", "new", "-w", W, "--name", "2025年度考核", "--units", units),
        *("--checklist", "ningchuan-2025-b"),
    )
    take_in_quarters(tmp_path / W)
    paths = []
    for person, own in CHECKED.items():
        path = tmp_path / f"{person}.inspection"
        shutil.copy(W, path)
        for unit in own:
            enter(done, path, person, unit, FOUND[unit].split())
            at = ("-w", path, "--unit", unit)
            if unit in ("市财政局", "市外办"):
                spared = "4.4" if unit == "市财政局" else "1.4"
                done(
                    *("--author", person, "answer", "set", *at, "--item", spared),
                    *("--conclusion", "不涉及", "--reason", "不承担此项职责"),
                    *("--allowed-by", "组长"),
                )
            done("--author", person, "answer", "confirm-rest", *at)
        note_the_rest(path, person, own)
        paths.append(path)
    for unit in FOUND.keys() - set(CHECKED["甲"]):
        words = SEEN_BY_JIA.get(unit, FOUND[unit]).split()
        own_words = [word for word in words if word.startswith(COMMON)]
        enter(done, paths[0], "甲", unit, own_words)
    return paths


def take_in_quarters(path: Path) -> None:
    with WorkspaceFile.open(path) as file, file.unit_of_work("组长") as work:
        (task,) = file.reader.inspections()
        units = {unit.id: unit.name for unit in file.reader.units()}
        marks = {name: quarter_marks(text) for name, text, _ in UNITS_B}
        for part in file.reader.assessments(task.id):
            work.replace(part, replace(part, imported=marks[units[part.unit]]))
        work.commit(Action(verb="assessment.update"))


def enter(done: Inspector, path: Path, person: str, unit: str, words: Sequence[str]) -> None:
    """Enter findings such as 4.2c×8, each with its rule and count."""
    for word in words:
        head, _, count = word.partition("×")
        number, rule = (head[:-1], head[-1]) if head[-1].isalpha() else (head, "")
        at = ("-w", path, "--unit", unit, "--item", number)
        if number == "2.1":
            documents, explained = ("9", "8") if unit == "市外办" else READ[count]
            metrics = [f"政策性文件={documents}", f"已解读={explained}"]
            named = chain.from_iterable(("--metric", metric) for metric in metrics)
            done("--author", person, "answer", "set", *at, *named)
            continue
        ruled = ("--rule", rule) if rule else ()
        fact = ("--fact", f"{person}：{number}发现{count or 1}处", "--count", count or 1)
        done("--author", person, "finding", "add", *at, *ruled, *fact)


def note_the_rest(path: Path, person: str, own: Sequence[str]) -> None:
    """Note of every bonus, penalty and veto without a finding that there was nothing."""
    with WorkspaceFile.open(path) as file, file.unit_of_work(person) as work:
        (task,) = file.reader.inspections()
        for unit in file.reader.units():
            answered = file.reader.answers(task.id, unit.id)
            for item in ITEMS_B.values():
                if unit.name in own and item.key not in answered:
                    work.add(
                        Answer(
                            inspection=task.id, unit=unit.id, item=item.key, note="经核查无此情形"
                        )
                    )
        work.commit(Action(verb="answer.set"))


def shown(done: Inspector, path: Path) -> list[tuple[Any, ...]]:
    """Return each unit's mark and rank."""
    graded = done("grade", "-w", path, "--json").value
    return [(one["unit"], one["mark"], one["rank"], one["open_items"]) for one in graded]


def disputed(done: Inspector, path: Path) -> list[tuple[Any, ...]]:
    return [
        (
            one["unit"],
            one["item"],
            one["field"],
            one["base"],
            sorted((side["author"], side["mark"], len(side["evidence"])) for side in one["sides"]),
        )
        for one in done("conflicts", "list", "-w", path, "--json").value
    ]


def test_five_laptops_in_any_order_are_290_answers_and_one_disagreement(
    done: Inspector, inspector: Inspector, laptops: list[Path], tmp_path: Path
) -> None:
    jia, yi, bing, ding, wu = laptops
    done(
        *(
            "--author",
            "丙",
            "evidence",
            "add",
            "-w",
            bing,
            "--unit",
            "市卫生健康委",
            "--item",
            COMMON,
        ),
        "http://wjw.ningchuan.example/lanmu",
    )
    results = []
    for number, order in enumerate(
        [(jia, yi, bing, ding, wu), (wu, bing, yi, ding, jia), (ding, jia, wu, bing, yi)]
    ):
        target = tmp_path / f"汇总{number}.inspection"
        shutil.copy(W, target)
        if number == 0:
            merged = done("merge", "-w", target, *order, "--json").value
        else:
            for path in order:
                merged = done("merge", "-w", target, path, "--json").value
        assert (merged["answers_in_all"], merged["conflicts"], merged["alike"]) == (290, 1, [])
        again = done("merge", "-w", target, *order[::-1], "--json").value
        assert (again["edits"], again["files"], again["conflicts"]) == (0, 0, 1)
        assert done("verify", "-w", target, "--json").value["ok"]
        results.append((shown(done, target), disputed(done, target), merged["head"]))
    assert results[0] == results[1] == results[2]
    sides = [("丙", "4.20", 1), ("甲", "3.70", 0)]
    assert results[0][1] == [("市卫生健康委", COMMON, "checked", None, sides)]

    target = tmp_path / "汇总0.inspection"
    other = tmp_path / "误取.inspection"
    shutil.copy(target, other)
    settle = ("conflicts", "settle", "--unit", "市卫生健康委", "--of")
    wrong = inspector(*settle, "乙", "-w", target)
    assert wrong.status == 1
    assert "丙" in wrong.err
    done(*settle, "甲", "-w", other)
    taken = {unit: mark for unit, mark, _, _ in shown(done, other)}
    assert taken["市卫生健康委"] == "90.88"
    reason = "另5处为上级网站当日故障"
    done("--author", "组长", *settle, "丙", "-w", target, "--reason", reason)
    assert disputed(done, target) == []
    final = {unit: (mark, rank) for unit, mark, rank, _ in shown(done, target)}
    assert final == MARKS
    assert reason in done("history", "-w", target).out
    assert done("merge", "-w", target, *laptops, "--json").value["conflicts"] == 0


def test_a_merge_says_what_it_brought_and_is_taken_back_until_the_next_edit(
    done: Inspector, inspector: Inspector, laptops: list[Path]
) -> None:
    before = Path(W).read_bytes()
    said = done("merge", "-w", W, laptops[1], laptops[2]).out
    assert "116" in said
    done("merge", "-w", W, "--take-back")
    assert Path(W).read_bytes() == before
    done("merge", "-w", W, laptops[1])
    done(
        "--author",
        "组长",
        "answer",
        "set",
        "-w",
        W,
        "--unit",
        "市外办",
        "--item",
        "1.1",
        "--note",
        "看",
    )
    refused = inspector("merge", "-w", W, "--take-back")
    assert refused.status == 1
    assert "撤回" in refused.err
    assert inspector("merge", "-w", W).status == 2
