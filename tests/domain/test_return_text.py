"""Reports that say the same: numbers and names of units exchanged do not hide it."""

from inspector.domain.return_text import ALIKE, clauses, likeness

FINANCE = (
    "市财政局坚持把政务公开摆在突出位置，主要负责人多次听取汇报，研究解决重点难点问题；"
    "全年主动公开政府信息312条，其中预算决算信息46条，及时回应社会关切。"
    "健全依申请公开办理机制，规范登记、审核、办理、答复各个环节，全年收到申请14件，全部按时答复。"
    "加强政府信息公开平台建设，优化栏目设置，定期检查链接和更新情况，发现问题立即整改。"
    "开展业务培训2次，参加培训64人次，工作人员的公开意识和业务能力进一步提高。"
    "对照年度工作要点逐项检查，主动公开的及时性和解读的针对性仍需加强；"
    "下一步将完善信息发布审核机制，丰富解读形式，拓宽群众参与渠道，推动公开工作提质增效。"
)
OTHER = (
    "住房城乡建设领域与群众生活息息相关，局党组逐月调度公开任务，年底组织了专项评估；"
    "围绕保障性住房、老旧小区改造和物业管理，发布解读材料27篇，制作图解9幅，阅读超过3万人次。"
    "开设线上答疑专场，邀请市民代表走进工地现场，面对面听取意见建议并逐条反馈。"
    "对历年文件开展全面清理，公布现行有效目录，标注废止和失效情况，方便企业查询使用。"
    "门户网站改版后检索更加便捷，移动端页面同步适配，无障碍浏览功能投入使用。"
)


def like(one: str, other: str, names: tuple[str, ...] = ()) -> int:
    return likeness(clauses(one, names), clauses(other, names))


def test_a_report_is_wholly_like_itself() -> None:
    assert like(FINANCE, FINANCE) == 10_000


def test_other_numbers_and_another_unit_s_name_do_not_make_another_report() -> None:
    copied = FINANCE.replace("市财政局", "市水利局").replace("312", "98").replace("14件", "3件")
    assert like(FINANCE, copied, ("市财政局", "市水利局")) == 10_000


def test_half_a_report_copied_is_as_much_of_it() -> None:
    half = "".join(FINANCE.partition("答复。")[:2]) + OTHER
    assert 3_000 < like(FINANCE, half) < 8_000


def test_reports_of_their_own_are_not_alike() -> None:
    assert like(FINANCE, OTHER) < ALIKE


def test_a_few_words_are_not_enough_to_tell() -> None:
    assert like("全年新收政府信息公开申请57件。", "全年新收政府信息公开申请57件。") == 0
