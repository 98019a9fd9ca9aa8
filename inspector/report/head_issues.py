"""What does not go well among the offices and 签发人 in the head of a paper."""

from collections import Counter
from collections.abc import Iterator

from inspector.domain.issues import Issue, Place, Severity
from inspector.report import paper
from inspector.report.document import BETWEEN_NAMES, Head
from inspector.report.head_lines import HeadName
from inspector.report.letterhead import letterhead_of


def head_issues(head: Head) -> Iterator[Issue]:
    """Yield empty names, an office named twice, 签发人 that are not one an office, a small mark."""

    def issue(code: str, **told: str) -> Issue:
        place = Place(file=head.title)
        return Issue(code=code, severity=Severity.WARNING, place=place, parameters=told)

    for name in _with_empty_names(head):
        yield issue("paper.empty_name", part=name.value)
    for office, count in Counter(head.offices).items():
        if count > 1:
            yield issue("paper.office_twice", office=office)
    signers, offices = len(head.signers), max(len(head.offices), 1)
    if signers > offices:
        yield issue("paper.more_signers", signers=str(signers), offices=str(offices))
    elif 0 < signers < offices:
        yield issue("paper.fewer_signers", signers=str(signers), offices=str(offices))
    size = letterhead_of(head).size
    if len(head.offices) > 1 and size < paper.LETTERHEAD_LEAST:
        yield issue("paper.small_letterhead", size=f"{size:.0f}")


def _with_empty_names(head: Head) -> Iterator[HeadName]:
    """Yield which lines of the head leave a name empty beside others."""
    if head.joint_offices and not head.office.strip():
        yield HeadName.OFFICE
    if not all(map(str.strip, head.joint_offices)):
        yield HeadName.JOINT_OFFICE
    if head.issuer_upward and not all(map(str.strip, BETWEEN_NAMES.split(head.issuer_upward))):
        yield HeadName.ISSUER_UPWARD
