"""What does not go together among the offices and 签发人 in the head of a paper."""

from collections import Counter
from collections.abc import Iterator

from inspector.domain.issues import Issue, Place, Severity
from inspector.report.document import BETWEEN_NAMES, Head
from inspector.report.head_lines import HeadName


def head_issues(head: Head) -> Iterator[Issue]:
    """Yield names left empty, an office named twice, and 签发人 that are not one an office."""

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


def _with_empty_names(head: Head) -> Iterator[HeadName]:
    """Yield which lines of the head leave a name empty beside others."""
    if head.joint_offices and not head.office.strip():
        yield HeadName.OFFICE
    if not all(map(str.strip, head.joint_offices)):
        yield HeadName.JOINT_OFFICE
    if head.issuer_upward and not all(map(str.strip, BETWEEN_NAMES.split(head.issuer_upward))):
        yield HeadName.ISSUER_UPWARD
