"""An office's own Word files with {{字段}}: checked, filled with a paper's fields, and written."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from docx.document import Document as Package
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from inspector.domain.errors import Refused, refused
from inspector.domain.issues import Issue, Place
from inspector.report import templates
from inspector.report.compose import Filling
from inspector.report.docx_package import repacked
from inspector.report.kinds import Scope
from inspector.report.template_check import checked_fields

_PARTS: Final = re.compile(r"(\{[{%])(?:-?)(?:p|tr|tc|r)(?=\s)")
"""Words of docxtpl that make a tag take its paragraph, row, cell or run with it."""
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")
"""Word makes these of the quotes that one types."""
_SHOWN: Final = 30
_UNREADABLE: Final = (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError)
_FAILURES: Final = (TemplateError, TypeError, ArithmeticError, RecursionError, LookupError)


def checked(data: bytes, file: str, scope: Scope) -> tuple[Issue, ...]:
    """Return the fields that do not exist and what no template may do, with the words around.

    Raises Refused for a file that is no Word file.
    """
    texts = list(_texts(_opened(data, file).docx))
    source = "\n".join(_TAG.sub(_as_text, text) for text in texts)
    found = checked_fields(source, file, scope)
    return tuple(_in_words(issue, texts) for issue in found)


def filled(data: bytes, file: str, filling: Filling) -> bytes:
    """Return the Word file with its fields filled in; equal input gives equal bytes.

    Raises Refused naming each field that does not exist with the words around it.
    """
    issues = checked(data, file, filling.scope)
    if issues:
        raise Refused(*issues)
    template = _opened(data, file)
    try:
        template.render(dict(filling.fields), templates.word_environment(), autoescape=True)
    except _FAILURES as error:
        raise refused("word_template.failed", Place(file=file), reason=error) from error
    _put_around(template.docx, filling)
    written = io.BytesIO()
    template.save(written)
    return repacked(written.getvalue())


def _opened(data: bytes, file: str) -> Any:
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
    except _UNREADABLE as error:
        raise refused("word_template.unreadable", Place(file=Path(file).name)) from error
    return template


def _texts(package: Package) -> Iterator[str]:
    """Yield the paragraphs of the body, its tables, the headers and the footers, each once."""
    yield from _paragraphs(package.element.body, package)
    for section in package.sections:
        for part in (
            section.header,
            section.first_page_header,
            section.even_page_header,
            section.footer,
            section.first_page_footer,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield from _paragraphs(part._element, part)


def _paragraphs(element: Any, parent: Any) -> Iterator[str]:
    for found in element.iter(f"{{{element.nsmap['w']}}}p"):
        yield WordParagraph(found, parent).text.replace("\n", " ")


def _as_text(tag: re.Match[str]) -> str:
    """Return a tag as a text template has it."""
    return _PARTS.sub(r"\1", tag[0]).translate(_QUOTES)


def _in_words(issue: Issue, texts: list[str]) -> Issue:
    """Return an issue that names its paragraph by its words: Word numbers no paragraphs."""
    number = int(issue.place.cell or 0)
    text = texts[number - 1].strip() if 0 < number <= len(texts) else ""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return replace(
        issue,
        code=issue.code.replace("template.", "word_template.", 1),
        parameters={**issue.parameters, "text": shown},
    )


def _put_around(package: Package, around: Filling) -> None:
    """Put 未经审定 over each page and the small line under it."""
    settings = package.settings
    for number, section in enumerate(package.sections):
        headers, footers = [section.header], [section.footer]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
            footers.append(section.first_page_footer)
        if settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
            footers.append(section.even_page_footer)
        # A later section that has no header of its own shows the one before it.
        for header in headers if around.status else ():
            if not number or not header.is_linked_to_previous:
                header.paragraphs[0].insert_paragraph_before(around.status)
        for footer in footers if around.foot else ():
            if not number or not footer.is_linked_to_previous:
                footer.add_paragraph(around.foot)
