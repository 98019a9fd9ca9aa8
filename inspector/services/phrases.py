"""Usual phrases (常用语): facts written under a rule before, and wordings kept for it by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from inspector.domain.changes import Changes
from inspector.domain.checklist import Item, normalised
from inspector.domain.edits import Action
from inspector.domain.errors import refused
from inspector.domain.findings import rule_name
from inspector.domain.ids import ItemKey
from inspector.services.desk import Desk
from inspector.services.pinyin import matches

_SETTING: Final = "phrases/"
"""Begins the name of the setting that holds a rule's phrases; so two laptops that keep phrases
for different rules never disagree."""
_MOST_OFFERED: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One wording offered for a fact: how often it stands in findings, and whether it was kept."""

    text: str
    used: int = 0
    kept: bool = False


def of_rule(desk: Desk, item: Item, rule: int) -> tuple[Phrase, ...]:
    """Return the phrases for facts under a rule (0: none), those used most first.

    They come from every inspection in the workspace, and from what was kept by hand.
    """
    used: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for number, fact, count in sorted(desk.file.reader.facts_under(item.key)):
        if number == rule:
            key = normalised(fact)
            used[key] = used.get(key, 0) + count
            spelled.setdefault(key, fact)
    kept = {normalised(text): text for text in _kept(desk, item.key, rule)}
    spelled.update(kept)
    found = (
        Phrase(text=text, used=used.get(key, 0), kept=key in kept) for key, text in spelled.items()
    )
    order = sorted(found, key=lambda one: (-one.used, not one.kept, one.text))
    return tuple(order[:_MOST_OFFERED])


def narrowed(phrases: Iterable[Phrase], typed: str) -> tuple[Phrase, ...]:
    """Return those phrases that hold what was typed, or its letters as initials of pinyin."""
    return tuple(one for one in phrases if matches(one.text, typed))


def keep(desk: Desk, item: Item, rule: int, text: str) -> Changes:
    """Keep a phrase for a rule by hand. Raises Refused for an empty one."""
    plain = " ".join(text.split())
    if not plain:
        raise refused("phrases.empty", number=item.number)
    known = _kept(desk, item.key, rule)
    if normalised(plain) in map(normalised, known):
        return Changes()
    return _set(
        desk, item, rule, (*known, plain), Action(verb="phrase.keep", parameters={"text": plain})
    )


def reword(desk: Desk, item: Item, rule: int, old: str, new: str) -> Changes:
    """Word a phrase that was kept by hand anew, in its place.

    Raises Refused for an empty one, and when none of the old words was kept.
    """
    plain = " ".join(new.split())
    if not plain:
        raise refused("phrases.empty", number=item.number)
    known = _kept(desk, item.key, rule)
    if normalised(old) not in map(normalised, known):
        raise refused("phrases.unknown", text=old, rule=rule_name(item, rule))
    reworded = [plain if normalised(one) == normalised(old) else one for one in known]
    left = tuple({normalised(one): one for one in reworded}.values())
    if left == known:
        return Changes()
    action = Action(verb="phrase.reword", parameters={"text": plain})
    return _set(desk, item, rule, left, action)


def drop(desk: Desk, item: Item, rule: int, text: str) -> Changes:
    """Drop a phrase that was kept by hand; what stands in findings stays.

    Raises Refused when none of these words was kept.
    """
    known = _kept(desk, item.key, rule)
    left = tuple(one for one in known if normalised(one) != normalised(text))
    if left == known:
        raise refused("phrases.unknown", text=text, rule=rule_name(item, rule))
    return _set(
        desk, item, rule, left, Action(verb="phrase.drop", parameters={"text": text.strip()})
    )


def _kept(desk: Desk, item: ItemKey, rule: int) -> tuple[str, ...]:
    value = desk.file.reader.settings().get(_name(item, rule))
    if not isinstance(value, list | tuple):
        return ()
    return tuple(str(one) for one in value)


def _set(desk: Desk, item: Item, rule: int, texts: tuple[str, ...], action: Action) -> Changes:
    with desk.file.unit_of_work(desk.author) as work:
        work.set_setting(_name(item.key, rule), list(texts) or None)
        return work.commit(action)


def _name(item: ItemKey, rule: int) -> str:
    return f"{_SETTING}{item}/{rule}"
