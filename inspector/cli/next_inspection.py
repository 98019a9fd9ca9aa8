"""inspector inspection next, last, compare: this year's inspection beside the one before."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inspector.cli.options import (
    AnyUnitName,
    AsJson,
    InspectionName,
    SamplingDeadline,
    UnitName,
    WorkspaceFile,
    command,
    open_desk,
    open_task,
)
from inspector.cli.output import known, print_json, print_table, print_views
from inspector.i18n.gettext import N_, _

if TYPE_CHECKING:
    from inspector.domain.checklist import Checklist
    from inspector.domain.inspection import Inspection
    from inspector.services.next_time import ClassChanges

Earlier = Annotated[
    str | None, typer.Option("--from", help=_("The earlier inspection to compare with."))
]
OldInspection = Annotated[
    str | None, typer.Option("--from", help=_("The old inspection's name; the latest without it."))
]
NewList = Annotated[
    str | None, typer.Option("--checklist", help=_("The new list: a shipped key or a file."))
]
NewListsOfClasses = Annotated[
    list[str] | None,
    typer.Option("--class", help=_("A class with its new list, as A=KEY; may be repeated.")),
]
ConfirmedItems = Annotated[
    list[str] | None,
    typer.Option(
        "--confirm-item",
        help=_("Number of a new item that is the old one proposed for it; may be repeated."),
    ),
]
_CHANGES = {
    "new": N_("New item"),
    "changed": N_("Changed"),
    "same": N_("Same"),
    "missing": N_("Gone"),
}


def add_to(group: typer.Typer) -> None:
    """Add the commands to those on inspections."""
    command(
        group,
        "next",
        _("Set up a new inspection from an old one; nothing counts as checked."),
        "inspector inspection next -w W.inspection --from 2025年度考核 --name 2026年度考核 "
        "--checklist 2026年细则.xlsx",
    )(next_)
    command(
        group,
        "last",
        _("Show what was said of a unit last time: its answers, and the problems left open."),
        "inspector inspection last -w W.inspection --inspection 2026年度考核 --unit 市外办",
    )(last)
    command(
        group,
        "compare",
        _("Compare with an earlier inspection over the items that can be compared."),
        "inspector inspection compare -w W.inspection --inspection 2026年度考核",
    )(compare)


def next_(
    workspace: WorkspaceFile,
    name: Annotated[str, typer.Option("--name", help=_("The new inspection's name."))],
    earlier: OldInspection = None,
    checklist: NewList = None,
    classes: NewListsOfClasses = None,
    confirm: ConfirmedItems = None,
    confirm_all: Annotated[
        bool, typer.Option("--confirm-all", help=_("Every proposal is right."))
    ] = False,
    sampling_deadline: SamplingDeadline = None,
    as_json: AsJson = False,
) -> None:
    from inspector.services import lookup, next_time

    with open_desk(workspace) as desk:
        old = next_time.latest(desk) if earlier is None else lookup.inspection(desk, earlier)
        plan = next_time.NextPlan(
            name=name,
            lists=_new_lists(old, checklist, classes or []),
            confirmed=frozenset(confirm or ()),
            confirm_all=confirm_all,
            sampling_deadline=lookup.moment_or_none(sampling_deadline),
        )
        following = next_time.create(desk, old, plan)
        left = next_time.carried(desk, old)
        count = len(desk.file.reader.assessments(following.task.id))
    view: dict[str, Any] = {
        "name": following.task.name,
        "year": following.task.year,
        "units": count,
        "classes": [_class_view(one) for one in following.classes],
        "pinned": len(left.pinned),
        "watched": len(left.watched),
    }
    if as_json:
        print_json(view)
    else:
        _print_following(view)


def _print_following(view: dict[str, Any]) -> None:
    told = _("Set up “{name}” with {count} units.")
    print(told.format(name=view["name"], count=view["units"]))
    for one in view["classes"]:
        _print_class(one)
    print(
        _("From the last ledger: {pinned} problems open, {watched} to keep in sight.").format(
            **view
        )
    )


def _new_lists(
    old: "Inspection", checklist: str | None, classes: list[str]
) -> "Mapping[str, Checklist]":
    from inspector.domain.errors import refused
    from inspector.services.checklists import lists_of_classes

    given = lists_of_classes(checklist, classes) if checklist or classes else {}
    if checklist is None:
        return given
    if len(old.classes) > 1:
        known = "、".join(one.key for one in old.classes)
        raise refused("next.several_classes", known=known)
    return {old.classes[0].key: given[""]}


def _print_class(view: dict[str, Any]) -> None:
    words = {change: _(word) for change, word in _CHANGES.items()}
    told = [one for one in view["items"] if one["change"] != "same"]
    print(
        _("{same} items are the same, {changed} changed, {new} new, {missing} gone.").format(
            **view["counts"]
        )
    )
    if told:
        print_views(
            told,
            {
                _("Change"): lambda view: words[view["change"]],
                _("Old number"): known("old_number", ""),
                _("New number"): known("new_number", ""),
                _("To confirm"): lambda view: "？" if view["to_confirm"] else "",
                _("Differs in"): lambda view: "；".join(
                    f"{one['before']} → {one['after']}" for one in view["differences"]
                ),
            },
        )


def _class_view(one: "ClassChanges") -> dict[str, Any]:
    items = [
        {
            "change": change.kind.value,
            "old_number": change.old.number if change.old else None,
            "new_number": change.new.number if change.new else None,
            "to_confirm": change in one.proposed,
            "differences": [
                {"field": each.field, "before": each.before, "after": each.after}
                for each in change.differences
            ],
        }
        for change in one.changes
    ]
    kinds = [item["change"] for item in items]
    return {
        "key": one.key,
        "counts": {kind: kinds.count(kind) for kind in _CHANGES},
        "items": items,
    }


def last(
    workspace: WorkspaceFile,
    unit: UnitName,
    earlier: Earlier = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from datetime import date

    from inspector.cli.problem_views import problem_view
    from inspector.domain.answer import Side
    from inspector.i18n.words import label
    from inspector.services import lookup, next_time, repeats

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        whom = lookup.unit(desk, unit)
        before = repeats.earlier_of(desk, task, earlier)
        answers = next_time.last_answers(desk, task, before, whom)
        left = next_time.carried(desk, before)
        day = date.today()
        pinned = [problem_view(one, day) for one in left.pinned if one.unit.id == whom.id]
        watched = [problem_view(one, day) for one in left.watched if one.unit.id == whom.id]
    views: list[dict[str, Any]] = [
        {
            "number": one.item.number,
            "number_before": one.before.number,
            "conclusion": one.answer.conclusion.value,
            "findings": [found.fact for found in one.answer.counting(Side.APPROVED)],
            "account": one.answer.account,
        }
        for one in answers
    ]
    if as_json:
        print_json(
            {"inspection": before.name, "answers": views, "pinned": pinned, "watched": watched}
        )
        return
    for title, found in ((_("Left open:"), pinned), (_("Kept in sight:"), watched)):
        if found:
            print(title)
            print_views(found, {_("Problem"): "number", _("Number"): "item", _("Fact"): "fact"})
    print(_("Answers of “{name}”, to look at only:").format(name=before.name))
    words = [label(one.answer.conclusion) for one in answers]
    print_table(
        (_("Number"), _("Number then"), _("Conclusion"), _("Findings")),
        [
            (view["number"], view["number_before"], word, "；".join(view["findings"]))
            for view, word in zip(views, words, strict=True)
        ],
    )


def compare(
    workspace: WorkspaceFile,
    earlier: Earlier = None,
    unit: AnyUnitName = None,
    inspection: InspectionName = None,
    as_json: AsJson = False,
) -> None:
    from inspector.domain.marks import percent
    from inspector.services import lookup, next_time, repeats

    def printed(share: int | None) -> str | None:
        return None if share is None else percent(share)

    with open_task(workspace, inspection, read_only=True) as (desk, task):
        before = repeats.earlier_of(desk, task, earlier)
        whom = lookup.unit_or_none(desk, unit)
        views = [
            {
                "unit": one.unit.label,
                "items": one.items,
                "of_items": one.of_items,
                "comparable_share": printed(one.share),
                "before": printed(one.before),
                "now": printed(one.now),
            }
            for one in next_time.compared(desk, task, before)
            if whom is None or one.unit.id == whom.id
        ]
    if as_json:
        print_json({"inspection": before.name, "units": views})
        return
    print(
        _(
            "Compared with “{name}” over items alike in text and points and checked both times."
        ).format(name=before.name)
    )
    print_views(
        views,
        {
            _("Unit"): "unit",
            _("Items"): lambda view: f"{view['items']}/{view['of_items']}",
            _("Comparable share"): known("comparable_share"),
            _("Rate then"): known("before"),
            _("Rate now"): known("now"),
        },
    )
