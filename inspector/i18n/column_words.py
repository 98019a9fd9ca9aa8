"""What the columns of lists and sheets are called, by the code of what they hold."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from inspector.i18n.gettext import CHINESE, ENGLISH, N_, _

_WORDS: Final[Mapping[str, str]] = {
    "number": N_("Number"),
    "name": N_("Name"),
    "level": N_("Level above"),
    "content": N_("Content"),
    "points": N_("Points"),
    "group_points": N_("Points of the level"),
    "penalty_points": N_("Points deducted"),
    "bonus_points": N_("Points added"),
    "criteria": N_("Criteria"),
    "way": N_("Way of checking"),
    "responsible": N_("Responsible office"),
    "lead": N_("Leading office"),
    "support": N_("Supporting office"),
    "deadline": N_("Time to be done by"),
    "kind": N_("Kind of item"),
    "guidance": N_("Guidance"),
    "remark": N_("Remark"),
    "self_mark": N_("Self mark"),
    "mark": N_("Mark given"),
    "deduction": N_("Deduction made"),
    "reason": N_("Reason of the deduction"),
    "rectification": N_("Rectified"),
    "account": N_("Account given"),
    "evidence": N_("Evidence named"),
    "conclusion": N_("Conclusion reached"),
    "place": N_("Place seen"),
    "sampled_at": N_("Time seen"),
    "ignored": N_("Not read"),
    "self_conclusion": N_("Self conclusion"),
    "self_account": N_("Self account"),
    "self_note": N_("Self note"),
    "checked_mark": N_("Mark of the first check"),
    "fact": N_("Fact found"),
    "note": N_("Remark"),
}


class ColumnWord(NamedTuple):
    """The word for what a column holds in the language in use, and in both."""

    own: str
    chinese: str
    english: str


def column_word(code: str) -> ColumnWord:
    """Return the word for what a column holds."""
    word = _WORDS[code]
    return ColumnWord(_(word), _(word, CHINESE), _(word, ENGLISH))
