"""Tables copied in Word: merged headings and labels are laid out as they are seen."""

from inspector.exchange.pasted_html import pasted_tables
from inspector.exchange.return_forms import load
from inspector.exchange.return_reader import pasted

FORM = load("2021")

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>td {width:1pt}</style></head><body><!--StartFragment--><table>
<tr><td colspan=3 rowspan=3><p>（本列数据的勾稽关系）</p></td>
<td colspan=7><p>申请人情况</p></td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>
<tr><td>商业<br>企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>
<tr><td colspan=3><p>一、本年新收政府信息公开申请数量<o:p></o:p></p></td>
<td>51</td><td>4</td><td>0</td><td>1</td><td>2</td><td>0</td><td>58</td></tr>
<tr><td rowspan=2>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>
<td>22</td><td>2</td><td>0</td><td>1</td><td>0</td><td>&nbsp;</td><td>25</td></tr>
<tr><td>（三）不予公开</td><td>1.属于国家秘密</td>
<td>0</td><td>/</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
</table><!--EndFragment--></body></html>"""


def test_a_merged_cell_takes_its_places_and_stands_in_the_first() -> None:
    (grid,) = pasted_tables(WORD)
    assert grid.rows[0] == ("（本列数据的勾稽关系）", "", "", "申请人情况", *[""] * 6)
    assert grid.rows[1][3:5] == ("自然人", "法人或其他组织")
    assert grid.rows[2][4:6] == ("商业企业", "科研机构")
    assert grid.rows[5][:4] == ("", "（三）不予公开", "1.属于国家秘密", "0")


def test_a_table_copied_in_word_fills_its_own_cells_wherever_it_is_pasted() -> None:
    cells = pasted(FORM, "cases.review_total", "text that Word made of it", WORD)
    assert cells["req.new.natural"] == "51"
    assert cells["req.new.total"] == "58"
    assert (cells["req.granted.law"], cells["req.granted.others"]) == ("0", "")
    assert cells["req.refused.1.company"] == "/"
    assert len(cells) == 21


def test_numbers_alone_fill_from_the_cell_on() -> None:
    html = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert pasted(FORM, "req.granted.company", "1\t2", html) == {
        "req.granted.company": "1",
        "req.granted.research": "2",
    }


def test_what_is_no_table_is_none() -> None:
    assert pasted_tables("<p>全年新收政府信息公开申请58件。</p>") == ()
    assert pasted_tables("") == ()
    assert pasted_tables("<![no such]><table><tr><td>1</td></tr></table>") == ()


def test_a_cell_that_says_it_is_endless_ends_with_the_table() -> None:
    html = '<table><tr><td rowspan="99999">甲</td><td>乙</td></tr></table>'
    (grid,) = pasted_tables(html)
    assert grid.rows == (("甲", "乙"),)
