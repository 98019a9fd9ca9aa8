"""Each choice of the field has the user's word for it, in both languages."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest

from inspector.domain.answer import Conclusion
from inspector.domain.inspection import AssessmentState, InspectionKind
from inspector.i18n import gettext
from inspector.i18n.words import conclusion_label, designation, label

NEVER_SHOWN = {"EnumeratorStyle", "PointsProblem", "CellKind", "Counted", "Weight", "Whose"}
"""What only the readers of text tell one another; a user sees an issue's sentence instead."""
DOMAIN = Path(__file__).parents[2] / "inspector" / "domain"


def choices() -> list[StrEnum]:
    modules = [import_module(f"inspector.domain.{file.stem}") for file in DOMAIN.glob("[a-z]*.py")]
    kinds = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    kinds = {kind for kind in kinds if kind.__name__ not in NEVER_SHOWN}
    return sorted((member for kind in kinds for member in kind), key=repr)


@pytest.mark.parametrize("member", choices(), ids=repr)
def test_every_choice_of_the_domain_has_a_word_in_both_languages(member: StrEnum) -> None:
    chinese, english = label(member, gettext.CHINESE), label(member, gettext.ENGLISH)
    assert any("一" <= letter <= "鿿" for letter in chinese)
    assert english.isascii()
    assert english != member.value


def test_two_choices_of_one_kind_never_share_a_word() -> None:
    said = [(type(member), label(member, gettext.CHINESE)) for member in choices()]
    assert len(said) == len(set(said))


def test_conclusions_and_states_have_the_words_of_the_offices() -> None:
    assert [label(conclusion) for conclusion in Conclusion] == [
        "待核查",
        "达到要求",
        "部分达到",
        "未达到",
        "本年度未发生",
        "不涉及",
        "长期推进",
    ]
    assert [label(state) for state in AssessmentState] == [
        "待报送",
        "已报送",
        "退回补正",
        "逾期",
        "检查中",
        "初评完成",
        "待审核",
        "已反馈",
        "异议复核中",
        "已审定",
    ]


def test_lists_of_tasks_have_their_own_words_for_conclusions() -> None:
    words = [conclusion_label(conclusion, task=True) for conclusion in Conclusion]
    assert {"已完成", "推进中", "未完成", "长期推进"} <= set(words)
    assert conclusion_label(Conclusion.MET, task=False) == "达到要求"


def test_the_designation_of_units_follows_the_kind_of_inspection() -> None:
    assert designation(InspectionKind.SUPERVISION) == "督查对象"
    assert designation(InspectionKind.CHECK) == "被检查单位"
    assert designation(InspectionKind.EVALUATION) == "考核对象"


def test_papers_are_chinese_whatever_the_user_reads() -> None:
    gettext.use(gettext.ENGLISH)
    assert label(Conclusion.MET) == "Met"
    assert label(Conclusion.MET, gettext.CHINESE) == "达到要求"
