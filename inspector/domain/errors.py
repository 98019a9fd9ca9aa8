"""Refusals: typed errors that carry issues instead of sentences."""

from inspector.domain.issues import Issue, Place, Severity


class Refused(Exception):
    """The request cannot be carried out; nothing was changed. One issue per problem."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__(", ".join(issue.code for issue in issues))
        self.issues = issues


def refused(code: str, place: Place | None = None, **parameters: object) -> Refused:
    """Return a refusal with a single issue, for raising."""
    texts = {name: str(value) for name, value in parameters.items()}
    return Refused(
        Issue(code=code, severity=Severity.ERROR, place=place or Place(), parameters=texts)
    )
