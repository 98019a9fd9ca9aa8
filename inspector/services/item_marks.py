"""The mark of one item alone, for a screen that shows no other."""

from dataclasses import replace

from inspector.domain.answer import Answer, Side
from inspector.domain.answer_rules import is_open
from inspector.domain.checklist import Checklist, Item
from inspector.domain.grading import prepare
from inspector.domain.inspection import Assessment, Inspection
from inspector.domain.results import ItemGrade
from inspector.domain.rule_set import NotApplicable, RuleSet
from inspector.services import lookup
from inspector.services.desk import Desk


def of_item(
    desk: Desk, task: Inspection, part: Assessment, item: Item, answer: Answer | None, side: Side
) -> ItemGrade | None:
    """Return one item's grade on one side as it stands by itself, or None while it is open.

    Points spread from items that do not apply are left out: they belong to the whole list.
    """
    if answer is None or item.key in part.spared:
        return None
    if side is Side.SELF:
        if answer.self_conclusion is None and answer.self_mark is None:
            return None
    elif is_open(item, answer):
        return None
    checklist = lookup.checklist_of(desk, task, part)
    rule_set = lookup.rule_set_of(desk, task.class_of(part))
    alone = prepare(Checklist(title=checklist.title, children=(item,)), _of_items(rule_set))
    return alone.grade({item.key: answer}, side=side).items[0]


def _of_items(rule_set: RuleSet) -> RuleSet:
    """Return what a rule set says of single items, without what it says of parts and totals."""
    kept = rule_set.not_applicable
    return replace(
        RuleSet(),
        caps=replace(rule_set.caps, section_level=0),
        not_applicable=NotApplicable.EXCLUDE if kept is NotApplicable.SPREAD else kept,
        did_not_occur=rule_set.did_not_occur,
        missing_statement_share=rule_set.missing_statement_share,
    )
