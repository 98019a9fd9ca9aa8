"""Persons whom nobody entered are found by what stands with their names, and hardly ever others."""

import pytest

from inspector.report.person_names import facts, persons_in


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in persons_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请张三同志阅示。", ["张三"]),
        ("对于洋同志反映的问题", ["于洋"]),
        ("和李四同志一道", ["李四"]),
        ("王五、赵六同志带队", ["王五", "赵六"]),
        ("欧阳修远同志", ["欧阳修远"]),
        ("经李四局长同意", ["李四"]),
        ("由市财政局李四副局长带队", ["李四"]),
        ("副主任赵六带队检查", ["赵六"]),
        ("市财政局局长李明审定后印发", ["李明"]),
        ("副局长沈若溪、温静姝负责", ["沈若溪", "温静姝"]),
        ("市公安局局长欧阳明主持会议", ["欧阳明"]),
        ("河阳区区长王刚", ["王刚"]),
        ("王五（科员）负责报送", ["王五"]),
        ("李四（市财政局副局长）、王五（科员）", ["李四", "王五"]),
        ("居民王小明投诉的事项", ["王小明"]),
        ("联系人陈芳，电话87654321", ["陈芳"]),
        ("法定代表人为孙悦", ["孙悦"]),
        ("填报人：钱进", ["钱进"]),
    ],
)
def test_a_title_or_a_form_of_address_tells_a_name(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "张家港市、黄石路3号和徐州市市长信箱",
        "高新区管委会主任办公会研究",
        "主任高度重视，局长办公会研究，书记包案",
        "市公安局局长、市教育局副局长参加",
        "组长单位为市财政局，成员单位10家",
        "主要负责同志、分管领导和责任人",
        "有关同志、全体党员同志和老同志",
        "责任人和完成时间、责任领导和工作机构",
        "申请人于9月12日提出，申请人向市政府提出",
        "检查人员周密部署，工作人员应当严格执行",
        "负责人安全意识不强，申请人许可事项",
        "居民高度评价，网民关切的问题，患者满意率",
        "时任局长、常务副市长、第一书记",
        "计划科科长、安全科科长、经济委员会主任",
        "网民张某反映的李科长",
        "信息公开（主任信箱）、方案（局长审定）",
    ],
)
def test_offices_places_and_common_words_are_no_persons(text: str) -> None:
    assert named(text) == []


def test_the_table_holds_what_it_says() -> None:
    known = facts()
    assert all(len(one) == 1 for one in known.surnames)
    assert all(len(one) == 2 for one in known.compound | known.words)
    assert {one[0] for one in known.words} <= known.surnames
