"""The settings of a DOCX: Chinese rules for the ends of lines, and no old ways of setting."""

from typing import Final

from inspector.report.docx_xml import NAMESPACES, attribute
from inspector.report.lines import NO_END, NO_START

_WORD: Final = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY: Final = {
    # Word as of 2013: an older number shows 兼容模式 over the paper.
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def settings_xml() -> str:
    """Return the whole settings part.

    Marks are drawn together where they meet and at the end of a line, and none of ours begins or
    ends a line that must not; a line broken by hand is not stretched.
    """
    flags = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={_marks(NO_END)}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={_marks(NO_START)}/>'
        f"<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>{flags}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _marks(marks: frozenset[str]) -> str:
    return attribute("".join(sorted(marks)))
