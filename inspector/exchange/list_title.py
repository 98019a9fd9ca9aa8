"""The title above a list, and the year and the class of units that it names."""

import re
import unicodedata
from typing import Final

from inspector.exchange.grid import Grid, filled_rows

_SPACE: Final = re.compile(r"\s+")
_ANNEX: Final = re.compile(
    r"附\s*[件表录]\s*[0-9０-９一二三四五六七八九十]*\s*(?:[-－—]\s*\d+)?\s*[:：]?\s*"
)
_BRACKETED: Final = re.compile(r"[（(].*[)）]")
_CAPTION: Final = re.compile(
    r"^[^，。：:《》]{0,8}(?:单位|日期|时间|对象|部门|人员?|电话|年度|得分|总分)\s*(?:[（(][^）)]{0,6}[)）])?\s*[:：_]"
    r"|[:：]\s*$|_{2,}|年\s+月\s+日"
)
"""Lines to be filled in, such as 填报单位（盖章）：, which are no titles."""
_LIKE_A_TITLE: Final = re.compile(
    r"表|细则|清单|指标|体系|分工|任务|标准|办法|方案|考核|评估|测评|督查|督察|检查|要点|评分|台账|目录"
)
_MOST_TITLE_LINES: Final = 4


def title_above(grid: Grid, header: int) -> tuple[str, tuple[int, ...]]:
    """Return the title above a header and the rows it stands in."""
    lines = [(-1, text) for text in grid.heading]
    for number in filled_rows(grid):
        if number >= header:
            break
        texts = dict.fromkeys(cell.strip() for cell in grid.rows[number] if cell.strip())
        if len(texts) == 1:
            lines.append((number, next(iter(texts))))
    lines = [
        (number, _ANNEX.sub("", text, count=1) if _ANNEX.match(text) else text)
        for number, text in lines
    ]
    lines = [(number, text) for number, text in lines if text and not _CAPTION.search(text)]
    begin = next((at for at, (_, text) in enumerate(lines) if _LIKE_A_TITLE.search(text)), None)
    if begin is None:
        return "", ()
    if begin > 0 and year_of(lines[begin - 1][1]) and not year_of(lines[begin][1]):
        begin -= 1
    taken = [lines[begin]]
    for line in lines[begin + 1 : begin + _MOST_TITLE_LINES]:
        if _BRACKETED.fullmatch(line[1]) or not _LIKE_A_TITLE.search(taken[0][1]):
            taken.append(line)
        else:
            break
    title = "".join(_SPACE.sub("", text) for _, text in taken)
    return _unquoted(title), tuple(number for number, _ in taken if number >= 0)


def _unquoted(title: str) -> str:
    is_quoted = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1] if is_quoted else title


_DEFAULT_SHEET: Final = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_HAN_YEAR: Final = re.compile(r"[二一][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CLASS: Final = re.compile(r"([A-Za-z甲乙丙丁])\s*[类组](?!别)")


def title_from_names(sheet: str, file: str) -> str:
    """Return what the sheet is called, or the file where the sheet bears no name of its own."""
    if not _DEFAULT_SHEET.fullmatch(sheet.strip()):
        return sheet.strip()
    stem = file.replace("\\", "/").rpartition("/")[2]
    return stem.rpartition(".")[0] or stem


def year_of(text: str) -> int | None:
    """Return the year that a title names, in figures or as 二〇二五年, or None."""
    folded = unicodedata.normalize("NFKC", text)
    found = _YEAR.search(folded)
    if found:
        return int(found[1])
    han = _HAN_YEAR.search(folded)
    return int(han[0].translate(_HAN_DIGITS)) if han else None


def class_of(text: str) -> str:
    """Return the class of units that a title names: B for B类市直部门, otherwise nothing."""
    found = _CLASS.search(unicodedata.normalize("NFKC", text))
    return found[1].upper() if found else ""
