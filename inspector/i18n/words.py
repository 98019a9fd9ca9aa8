"""The user's word for each choice of the field, as the glossary of the offices has it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from inspector.domain import returns
from inspector.domain.answer import Conclusion, Side
from inspector.domain.checklist import CheckingWay, ItemKind, Scoring
from inspector.domain.edits import RecordKind
from inspector.domain.evidence import EvidenceKind
from inspector.domain.finding import FindingStatus
from inspector.domain.holds import Hold
from inspector.domain.inspection import AssessmentState, Inspection, InspectionKind
from inspector.domain.issues import Severity
from inspector.domain.ledger import Outcome, RateKind
from inspector.domain.objection import ObjectionDecision
from inspector.domain.rectification import RectificationState
from inspector.domain.rule_set import DidNotOccur, NotApplicable, RoundingOrder
from inspector.domain.rules import RuleKind
from inspector.domain.statistics import ItemOutcome, View
from inspector.i18n.gettext import N_, _

_WORDS: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    Conclusion: {
        Conclusion.OPEN: N_("Not yet checked"),
        Conclusion.MET: N_("Met"),
        Conclusion.PARTLY_MET: N_("Partly met"),
        Conclusion.NOT_MET: N_("Not met"),
        Conclusion.DID_NOT_OCCUR: N_("Did not occur this year"),
        Conclusion.NOT_APPLICABLE: N_("Not applicable"),
        Conclusion.ONGOING: N_("Long-term"),
    },
    Side: {
        Side.SELF: N_("Self-assessed"),
        Side.CHECKED: N_("First check"),
        Side.APPROVED: N_("Approved mark"),
    },
    View: {
        View.RATES: N_("Rates by part"),
        View.UNIT_RATES: N_("Rates by unit"),
        View.RANKING: N_("Ranking"),
        View.GRID: N_("Units by items"),
        View.LOSSES: N_("Where marks are lost"),
        View.COMPARISON: N_("Against last time"),
    },
    ItemOutcome: {
        ItemOutcome.FULL: N_("Nothing lost"),
        ItemOutcome.LOST: N_("Marks lost"),
        ItemOutcome.NOT_APPLICABLE: N_("Not applicable"),
        ItemOutcome.DID_NOT_OCCUR: N_("Did not occur this year"),
        ItemOutcome.OPEN: N_("Not yet checked"),
        ItemOutcome.ADDED: N_("Bonus earned"),
        ItemOutcome.PENALISED: N_("Penalty or veto"),
        ItemOutcome.NONE: N_("Nothing found"),
    },
    ItemKind: {
        ItemKind.SCORED: N_("Scored item"),
        ItemKind.BONUS: N_("Bonus item"),
        ItemKind.PENALTY: N_("Penalty item"),
        ItemKind.VETO: N_("Veto item"),
        ItemKind.TASK: N_("Task"),
    },
    Scoring: {
        Scoring.DEDUCT: N_("By deduction"),
        Scoring.ADD: N_("By addition"),
        Scoring.STEPS: N_("By steps"),
        Scoring.RATIO: N_("By rate"),
    },
    CheckingWay: {
        CheckingWay.ONLINE: N_("Online check"),
        CheckingWay.PAPERS: N_("Reading the files"),
        CheckingWay.ON_SITE: N_("Visit"),
        CheckingWay.MOCK_REQUEST: N_("Mock request"),
        CheckingWay.SYSTEM: N_("System data"),
        CheckingWay.RECOGNITION: N_("Recognition"),
    },
    InspectionKind: {
        InspectionKind.SUPERVISION: N_("Supervision"),
        InspectionKind.CHECK: N_("Inspection"),
        InspectionKind.EVALUATION: N_("Evaluation"),
        InspectionKind.MEASUREMENT: N_("Measurement"),
        InspectionKind.SELF_CHECK: N_("Self-inspection"),
    },
    AssessmentState: {
        AssessmentState.AWAITING_SHEET: N_("Awaiting the unit's sheet"),
        AssessmentState.SHEET_RECEIVED: N_("Sheet received"),
        AssessmentState.SENT_BACK: N_("Sent back for completion"),
        AssessmentState.OVERDUE: N_("Overdue"),
        AssessmentState.CHECKING: N_("Being checked"),
        AssessmentState.CHECKED: N_("First check done"),
        AssessmentState.AWAITING_REVIEW: N_("Awaiting review"),
        AssessmentState.FED_BACK: N_("Fed back"),
        AssessmentState.UNDER_OBJECTION: N_("Objection under review"),
        AssessmentState.APPROVED: N_("Approved"),
    },
    EvidenceKind: {
        EvidenceKind.LINK: N_("Web link"),
        EvidenceKind.SCREENSHOT: N_("Web screenshot"),
        EvidenceKind.REGULATION: N_("Regulation"),
        EvidenceKind.PHOTO: N_("Photograph on site"),
        EvidenceKind.MINUTES: N_("Minutes"),
        EvidenceKind.EXPORT: N_("System export"),
        EvidenceKind.NEWSPAPER: N_("Newspaper page"),
        EvidenceKind.OTHER: N_("Other"),
    },
    FindingStatus: {
        FindingStatus.STANDING: N_("Stands"),
        FindingStatus.WITHDRAWN: N_("Withdrawn"),
        FindingStatus.OVERTURNED: N_("Overturned on objection"),
        FindingStatus.DECIDED: N_("Decided on objection"),
    },
    Severity: {
        Severity.ERROR: N_("Error"),
        Severity.WARNING: N_("Warning"),
        Severity.NOTE: N_("Note"),
    },
    RuleKind: {
        RuleKind.EACH: N_("Deducts for each fact"),
        RuleKind.ONCE: N_("Deducts once"),
        RuleKind.ALL: N_("No mark at all"),
        RuleKind.SHARE: N_("Deducts a share"),
        RuleKind.RATIO: N_("Deducts by rate"),
        RuleKind.GAIN_EACH: N_("Adds for each fact"),
        RuleKind.GAIN_ONCE: N_("Adds once"),
        RuleKind.VETO: N_("Veto"),
    },
    NotApplicable: {
        NotApplicable.RATIO: N_("Converted in proportion"),
        NotApplicable.SPREAD: N_("Spread over the other items"),
        NotApplicable.FULL: N_("Given full marks"),
        NotApplicable.EXCLUDE: N_("Left out"),
    },
    DidNotOccur: {
        DidNotOccur.FULL: N_("Full marks"),
        DidNotOccur.FULL_WITH_STATEMENT: N_("Full marks with a published statement"),
        DidNotOccur.AS_NOT_APPLICABLE: N_("As not applicable"),
    },
    RoundingOrder: {
        RoundingOrder.EACH_PUBLISHED: N_("Each published number is rounded"),
        RoundingOrder.LAST: N_("Only the final mark is rounded"),
        RoundingOrder.GRADE_EXACT: N_("The final mark is rounded, the grade uses the exact mark"),
    },
    ObjectionDecision: {
        ObjectionDecision.UPHELD: N_("Objection upheld"),
        ObjectionDecision.CHANGED: N_("Objection upheld in part"),
        ObjectionDecision.REFUSED: N_("Objection not upheld"),
    },
    RectificationState: {
        RectificationState.PENDING: N_("Awaiting rectification"),
        RectificationState.UNDER_WAY: N_("Being rectified"),
        RectificationState.FIXED_ON_SPOT: N_("Fixed on the spot"),
        RectificationState.REPLIED: N_("Replied, awaiting recheck"),
        RectificationState.SENT_BACK: N_("Sent back on recheck"),
        RectificationState.EXTENDED: N_("Extension granted"),
        RectificationState.CLOSED: N_("Problem closed"),
        RectificationState.NOT_REPLIED: N_("No reply in time"),
        RectificationState.LONG_TERM: N_("Lasting effort"),
    },
    Outcome: {
        Outcome.CLOSED_ON_TIME: N_("Closed on time"),
        Outcome.CLOSED_LATE: N_("Closed late"),
        Outcome.FIXED_ON_SPOT: N_("Fixed on the spot"),
        Outcome.AWAITING_RECHECK: N_("Replied, awaiting recheck"),
        Outcome.IN_TIME: N_("Being rectified"),
        Outcome.SENT_BACK: N_("Sent back on recheck"),
        Outcome.NOT_REPLIED: N_("No reply in time"),
        Outcome.LONG_TERM: N_("Lasting effort"),
    },
    returns.Outcome: {
        returns.Outcome.HOLDS: N_("Agrees"),
        returns.Outcome.FAILS: N_("Disagrees"),
        returns.Outcome.REMINDER: N_("Reminder"),
        returns.Outcome.CANNOT_CHECK: N_("Cannot be checked"),
    },
    RateKind: {
        RateKind.COMPLETED: N_("Completion rate"),
        RateKind.ON_TIME: N_("On-time rate"),
    },
    Hold: {
        Hold.NOT_SENT: N_("Sheet not sent yet"),
        Hold.AWAITED: N_("Waiting for the sheet"),
        Hold.LATE: N_("Sheet overdue"),
        Hold.TO_COMPLETE: N_("Sheet being completed"),
        Hold.NOT_BEGUN: N_("Checking not begun"),
        Hold.COUNTING: N_("Being counted"),
        Hold.DISAGREEMENT: N_("Disagreements to settle"),
        Hold.OPEN_ITEMS: N_("Items not yet checked"),
        Hold.FAULTS: N_("Held by the check"),
        Hold.OBJECTION: N_("Objections undecided"),
        Hold.MAY_OBJECT: N_("Within the time to object"),
        Hold.NOTHING: N_("Ready to go on"),
        Hold.DONE: N_("Scoring is closed"),
    },
    RecordKind: {
        RecordKind.SETTINGS: N_("Settings of the workspace"),
        RecordKind.UNIT: N_("Unit"),
        RecordKind.EDITION: N_("Checklist"),
        RecordKind.INSPECTION: N_("Inspection task"),
        RecordKind.ASSESSMENT: N_("Assessment"),
        RecordKind.ANSWER: N_("Answer"),
        RecordKind.FINDING: N_("Finding"),
        RecordKind.EVIDENCE: N_("Evidence"),
        RecordKind.OBJECTION: N_("Objection"),
        RecordKind.DRAFT: N_("Draft paper"),
        RecordKind.RECTIFICATION: N_("Rectification"),
        RecordKind.RETURN: N_("Yearly return"),
        RecordKind.RETURN_CELL: N_("Cell of a yearly return"),
        RecordKind.PURGE: N_("Purge"),
    },
}

_TASK_CONCLUSIONS: Final[Mapping[Conclusion, str]] = {
    Conclusion.MET: N_("Done"),
    Conclusion.PARTLY_MET: N_("Under way"),
    Conclusion.NOT_MET: N_("Not done"),
}
"""Lists of tasks have their own words for these; the other conclusions keep theirs."""

_DESIGNATIONS: Final[Mapping[InspectionKind, str]] = {
    InspectionKind.SUPERVISION: N_("Unit under supervision"),
    InspectionKind.CHECK: N_("Inspected unit"),
    InspectionKind.EVALUATION: N_("Evaluated unit"),
    InspectionKind.MEASUREMENT: N_("Measured unit"),
    InspectionKind.SELF_CHECK: N_("Self-inspecting unit"),
}


def label(member: StrEnum, language: str | None = None) -> str:
    """Return the user's word for a choice, in the language in use or in the one named."""
    return _(_WORDS[type(member)][member], language)


def conclusion_label(conclusion: Conclusion, *, task: bool, language: str | None = None) -> str:
    """Return the word for a conclusion about a scored item or about a task."""
    if task and conclusion in _TASK_CONCLUSIONS:
        return _(_TASK_CONCLUSIONS[conclusion], language)
    return label(conclusion, language)


def designation(kind: InspectionKind, language: str | None = None) -> str:
    """Return what a unit is called in an inspection of this kind (督查对象, 考核对象)."""
    return _(_DESIGNATIONS[kind], language)


def units_called(task: Inspection, language: str | None = None) -> str:
    """Return what a unit is called in an inspection: its own word, else that of its kind."""
    return task.unit_word or designation(task.kind, language)
