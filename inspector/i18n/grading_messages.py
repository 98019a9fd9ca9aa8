"""Sentences about answers, findings and rule sets that do not fit together."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "answer.met_with_finding": N_(
        "Item {item}: concluded as met, yet {count} finding(s) stand; withdraw them or change "
        "the conclusion."
    ),
    "answer.not_applicable_without_reason": N_(
        "Item {item}: not applicable needs a reason; say why the item does not apply to the unit."
    ),
    "answer.not_applicable_without_approver": N_(
        "Item {item}: not applicable needs the name of the person who allowed it; enter it."
    ),
    "answer.not_applicable_with_finding": N_(
        "Item {item}: concluded as not applicable, yet {count} finding(s) stand; withdraw them or "
        "change the conclusion."
    ),
    "answer.did_not_occur_with_finding": N_(
        "Item {item}: nothing occurred and a statement was published, yet {count} finding(s) "
        "stand; withdraw them or change the conclusion."
    ),
    "answer.ongoing_on_scored": N_(
        "Item {item}: only a task can be long-term; choose another conclusion."
    ),
    "answer.open_without_finding": N_(
        "Item {item}: partly met or not met explains no mark; the item stays open until a finding "
        "is recorded."
    ),
    "answer.several_steps": N_(
        "Item {item}: several steps are chosen at once; keep the one that applies."
    ),
    "answer.metric_negative": N_(
        "Item {item}: the figure {metric} is {value}; enter a number that is not negative."
    ),
    "answer.metric_part_exceeds_whole": N_(
        "Item {item}: {part} is larger than {whole}; correct one of the two figures."
    ),
    "answer.metric_demands_finding": N_(
        "Item {item}: by its figures {points} must be deducted, so it cannot be concluded as met; "
        "change the conclusion or correct the figures."
    ),
    "answer.self_mark_negative": N_(
        "Item {item}: the unit gave itself {mark}, which is less than nothing; ask the unit to "
        "correct it."
    ),
    "answer.self_mark_too_high": N_(
        "Item {item}: the unit gave itself {mark} of {points} marks; ask the unit to correct it."
    ),
    "finding.count_negative": N_(
        "Item {item}: a count of {count} is impossible; enter how many were found."
    ),
    "finding.count_not_positive": N_(
        "Item {item}: a finding counts {count}; enter how many were found, at least 1."
    ),
    "finding.points_needed": N_(
        "Item {item}: its criteria hold no rule that says what a finding costs; give the points "
        "with the finding."
    ),
    "finding.points_negative": N_(
        "Item {item}: a finding of {points} marks is impossible; enter what it costs or earns as a "
        "number that is not negative."
    ),
    "finding.points_differ": N_(
        "Rule {rule}: the finding carries {points} marks, the rule gives {due}; correct the count "
        "or the points."
    ),
    "finding.unknown_rule": N_(
        "Item {item}: a finding names rule {rule}, but the item has {rules} rule(s); choose one of "
        "them."
    ),
    "finding.without_fact": N_(
        "Item {item}: a finding states no fact; say in one sentence what was found."
    ),
    "rule_set.unknown_section": N_(
        "The rule set names section {section}, which the checklist does not have; correct the "
        "number in the rule set."
    ),
    "rule_set.weight_missing": N_(
        "The rule set weighs the sections of “{parent}” but gives “{section}” no weight; add it."
    ),
    "rule_set.weights_total": N_(
        "The weights of the sections of “{parent}” add up to {total}% instead of 100%; correct "
        "them in the rule set."
    ),
}
