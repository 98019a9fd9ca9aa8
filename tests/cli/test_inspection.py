"""Setting an inspection up on the command line."""

from pathlib import Path

from tests.cli.conftest import Inspector


def test_a_class_may_bear_a_name_for_the_papers(done: Inspector, tmp_path: Path) -> None:
    done(
        "inspection",
        "new",
        "-w",
        "t.inspection",
        "--name",
        "考核",
        "--class",
        "A:县（区）=ningchuan-2025-a",
        "--class",
        "B=ningchuan-2025-b",
        "--units",
        "甲县=A,乙局=B",
    )
    done("answer", "confirm-rest", "-w", "t.inspection", "--unit", "甲县")
    done("document", "-w", "t.inspection", "--kind", "report", "-o", tmp_path / "报告.md")
    told = (tmp_path / "报告.md").read_text(encoding="utf-8")
    assert "从县（区）" in told
