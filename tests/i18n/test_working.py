"""Each step of the working reads as one line in both languages."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.domain.results import Step
from inspector.i18n.working import _LINES, working_line

DOMAIN = Path(__file__).parents[2] / "inspector" / "domain"


def codes() -> Iterator[str]:
    """Yield the codes of all steps the domain makes, joined texts as patterns with an asterisk."""
    for source in sorted(DOMAIN.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Step" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def numbers_of(code: str) -> tuple[int, ...]:
    line = _LINES[code]
    known = (10_000,) * len(line.numbers.split())
    return known if not line.tail else (*known, 5_000, 4_000, 5_000, 6_000)


def test_every_step_the_domain_makes_has_a_line() -> None:
    made = set(codes())
    assert "item.capped" in made
    assert made - set(_LINES) == set()


@pytest.mark.parametrize("code", sorted(_LINES))
def test_a_step_reads_in_both_languages(code: str) -> None:
    words = tuple(f"<{word}>" for word in _LINES[code].words.split())
    step = Step(code, "对象", numbers_of(code), words)
    chinese, english = working_line(step, "zh_CN"), working_line(step, "en")
    assert chinese != english
    for line in (chinese, english):
        assert "{" not in line
        assert all(word in line for word in words if word not in {"<whole>"})


@pytest.mark.parametrize("code", sorted(_LINES))
def test_a_line_names_only_what_its_step_holds(code: str) -> None:
    line = _LINES[code]
    held = {pair.split(":")[0] for pair in (*line.numbers.split(), line.tail)}
    held |= {*line.words.split(), "subject", "why", "sum"}
    named = {name for _, name, _, _ in string.Formatter().parse(line.sentence) if name}
    assert named <= held


@pytest.mark.parametrize(
    ("step", "chinese", "english"),
    [
        (
            Step("item.capped", "4.2", (67_000, 60_000, 0)),
            "4.2：应扣6.70分，按分值封顶扣6.00分，得0.00分",
            "4.2: 6.70 due, limited to 6.00 deducted; mark 0.00",
        ),
        (
            Step(
                "source.mixed",
                "平时得分",
                (952_167, 952_200, 941_000, 10, 953_500, 10, 962_000, 10),
            ),
            "平时得分：（94.10＋95.35＋96.20）÷3＝95.2167，公布95.22分",
            "平时得分: (94.10 + 95.35 + 96.20) ÷ 3 = 95.2167, published 95.22",
        ),
        (
            Step("composite", "", (285_660, 952_200, 3_000)),
            "综合：95.22＝28.566",
            "Composite: 95.22 = 28.566",
        ),
        (
            Step("mark", "", (941_640, 10_000, 20_000, 931_640, 931_600)),
            "得分：94.164＋1.00－2.00＝93.164，公布93.16分",
            "Mark: 94.164 + 1.00 − 2.00 = 93.164, published 93.16",
        ),
        (
            Step("item.not_applicable.ratio", "1.4", (20_000,), ("", "")),
            "1.4：不涉及，2.00分不计入应得分",
            "1.4: not applicable, 2.00 left out of the entitled points",
        ),
    ],
)
def test_figures_show_two_decimals_and_those_they_have(
    step: Step, chinese: str, english: str
) -> None:
    assert (working_line(step, "zh_CN"), working_line(step, "en")) == (chinese, english)
