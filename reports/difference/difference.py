"""The comparison itself: a pure function of two inspections."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from detectors.verdict import Text
from reports.difference.absence import conditions, same_package, unproven
from reports.difference.matching import matched
from reports.difference.side import Found, Side
from reports.review.rulings import Ruling

State = Literal["new", "fixed", "unchanged", "not-comparable"]
Sort = Literal["recipient", "kind", "page", "declared"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Part):
    """One violation. ``why``: the proof, or what is missing for one."""

    state: State
    old: Found | None = None
    new: Found | None = None
    why: Text
    sure: bool = True
    """False for a new one that the earlier inspection could have missed."""

    @property
    def shown(self) -> Found:
        """As it is now, else as it was."""
        found = self.new or self.old
        if found is None:
            raise ValueError("an item of a comparison without a finding")
        return found

    @property
    def ruling(self) -> Ruling | None:
        """What a person decided: on what is there now, else on what was there before; comments count least."""
        given = [found.ruling for found in (self.new, self.old) if found is not None and found.ruling is not None]
        return next((one for one in given if one.word), given[0] if given else None)

    @property
    def rejected(self) -> bool:
        """A person said that it is none."""
        return self.ruling is not None and self.ruling.word == "rejected"

    @property
    def moved(self) -> bool:
        """It is on another page now."""
        return self.old is not None and self.new is not None and self.old.page != self.new.page


class Change(_Part):
    """A recipient, a kind of data, a page or a declared item that only one of the two inspections has."""

    sort: Sort
    state: Literal["new", "gone", "not-seen-again"]
    """``not-seen-again``: the later inspection did not look at enough to say that it is gone."""
    name: str
    owner: str = ""
    kinds: tuple[str, ...] = ()
    also: str = ""
    """Organisation of a recipient; ``sent`` or ``asked`` of a kind."""


class Difference(_Part):
    """What changed between two inspections."""

    old: Side
    new: Side
    same_target: bool
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    notes: tuple[Text, ...]
    """Sentences on how comparable the two are."""

    def of(self, state: State) -> list[Item]:
        return [item for item in self.items if item.state == state]


def compare(old: Side, new: Side, *, same_target: bool | None = None, further: tuple[Text, ...] = ()) -> Difference:
    """``same_target`` overrules what the names of the two say; ``further``: notes of whoever read the packs."""
    same = is_same(old, new) if same_target is None else same_target
    items = _items(old, new) if same else _apart(old, new)
    return Difference(
        old=old,
        new=new,
        same_target=same,
        items=tuple(sorted(items, key=_place)),
        changes=tuple(_changes(old, new)) if same else (),
        notes=(*_notes(old, new, same), *further),
    )


def is_same(old: Side, new: Side) -> bool:
    """By appid where both have one, else by name and operator as far as both are known."""
    if old.appid and new.appid:
        return old.appid == new.appid
    if set(old.packages) & set(new.packages):
        return True
    named = [(old.name, new.name), (old.operator, new.operator)]
    return all(a == b for a, b in named if a and b)


_ORDER = {"new": 0, "not-comparable": 1, "unchanged": 2, "fixed": 3}
_SEVERITY = {"critical": 0, "major": 1, "minor": 2, "notice": 3}


def _place(item: Item) -> tuple[int, int, str, str, str]:
    found = item.shown
    return (_ORDER[item.state], _SEVERITY.get(found.severity, 9), found.check, found.page, found.number)


def _items(old: Side, new: Side) -> Iterable[Item]:
    pairs = matched(old, new)
    for a, b in pairs:
        yield Item(state="unchanged", old=a, new=b, why=_still(a, b))
    taken = {id(found) for pair in pairs for found in pair}
    yield from (_gone(found, old, new) for found in old.violations if id(found) not in taken)
    yield from (_new(found, old, new) for found in new.violations if id(found) not in taken)


def _still(a: Found, b: Found) -> Text:
    if a.page == b.page:
        return Text(zh="两次检查均发现", en="found both times")
    return Text(
        zh=f"两次检查均发现；之前在页面 {a.page}，现在在页面 {b.page}",
        en=f"found both times; on page {a.page} before, on page {b.page} now",
    )


def _gone(found: Found, old: Side, new: Side) -> Item:
    why = unproven(found, old, new)
    if why is not None:
        hint = _hint(found, new)
        if hint is not None:
            why = Text(
                zh=f"{why.zh}；仍有迹象（{hint.number}）", en=f"{why.en}; it still looks that way ({hint.number})"
            )
        return Item(state="not-comparable", old=found, why=why)
    if new.word(found.check) == "pass":
        why = Text(zh="该检查项通过，且到达了同样的界面", en="the check passed where the same surface was reached")
    else:
        why = Text(
            zh="到达了同样的界面且覆盖充分，该检查项只因其他问题未通过",
            en="the same surface was reached and enough was seen; the check fails for other things only",
        )
    return Item(state="fixed", old=found, why=why)


def _new(found: Found, old: Side, new: Side) -> Item:
    why = unproven(found, new, old)
    if why is None:
        return Item(
            state="new", new=found, why=Text(zh="之前检查过，没有此问题", en="looked for before, and not there")
        )
    hint = _hint(found, old)
    if hint is not None:
        why = Text(
            zh=f"{why.zh}；之前已有迹象（{hint.number}）", en=f"{why.en}; it looked that way before ({hint.number})"
        )
    text = Text(zh=f"之前未见，但之前可能漏检：{why.zh}", en=f"not seen before, when it may have been missed: {why.en}")
    return Item(state="new", new=found, why=text, sure=False)


def _hint(found: Found, side: Side) -> Found | None:
    """What points the same way there without proof."""
    return next((f for f in side.findings if not f.violated and f.fingerprint == found.fingerprint), None)


def _apart(old: Side, new: Side) -> Iterable[Item]:
    why = Text(zh="两次检查的不是同一个小程序", en="the two inspections are of different programs")
    yield from (Item(state="not-comparable", old=found, why=why) for found in old.violations)
    yield from (Item(state="not-comparable", new=found, why=why) for found in new.violations)


def _changes(old: Side, new: Side) -> Iterable[Change]:
    enough = not fell(old, new) and not new.reach.missing
    gone: Literal["gone", "not-seen-again"] = "gone" if enough else "not-seen-again"
    before, now = ({party.domain: party for party in side.parties} for side in (old, new))
    for domain in sorted(before.keys() ^ now.keys()):
        party = now.get(domain) or before[domain]
        state: Literal["new", "gone", "not-seen-again"] = "new" if domain in now else gone
        yield Change(
            sort="recipient", state=state, name=domain, owner=party.owner, kinds=party.kinds, also=party.organisation
        )
    for also, first, second in (("sent", old.sent, new.sent), ("asked", {*old.asked}, {*new.asked})):
        for kind in sorted(first ^ second):
            yield Change(sort="kind", state="new" if kind in second else gone, name=kind, also=also)
    for page in sorted({*old.reach.declared} ^ {*new.reach.declared}):
        yield Change(sort="page", state="new" if page in new.reach.declared else "gone", name=page)
    known = old.declared is not None and new.declared is not None
    told, tells = ({*side.in_app, *((side.declared or ()) if known else ())} for side in (old, new))
    for item in sorted(told ^ tells):
        yield Change(sort="declared", state="new" if item in tells else "gone", name=item)


def fell(old: Side, new: Side) -> list[Text]:
    """In which ways the later inspection looked at less."""
    found = []
    if (why := conditions(old.reach, new.reach)) is not None:
        found.append(why)
    runs = sorted({*old.reach.ended} - {*new.reach.ended})
    if runs:
        names = ", ".join(runs)
        found.append(Text(zh=f"缺少完整的运行：{names}", en=f"no complete run {names}"))
    known = {*new.reach.declared} or old.reach.seen
    pages = sorted((old.reach.seen & known) - new.reach.seen)
    if pages:
        text = Text(
            zh=f"有 {len(pages)} 个之前到达的页面这次未到达，如 {pages[0]}",
            en=f"{len(pages)} pages that were reached before were not reached now, e.g. {pages[0]}",
        )
        found.append(text)
    return found


def _notes(old: Side, new: Side, same: bool) -> Iterable[Text]:
    if not same:
        yield Text(
            zh=f"不是同一个小程序：{_name(old)} 与 {_name(new)}；不作比较",
            en=f"different programs: {_name(old)} and {_name(new)}; nothing is compared",
        )
        return
    yield from fell(old, new)
    if old.reach.entry != new.reach.entry or old.reach.scene != new.reach.scene:
        yield Text(
            zh=f"启动方式不同：之前 {old.reach.entry}（场景 {old.reach.scene}），"
            f"这次 {new.reach.entry}（场景 {new.reach.scene}）",
            en=f"launched another way: {old.reach.entry} (scene {old.reach.scene}) before, "
            f"{new.reach.entry} (scene {new.reach.scene}) now",
        )
    if same_package(old, new):
        yield Text(
            zh="两次检查的是同一个程序包：差异来自服务器、申报内容或检查走到的范围，而非代码",
            en="the very same package was inspected both times: what differs comes from servers, from what is declared "
            "or from how far each inspection got, not from code",
        )
    if (old.declared is None) != (new.declared is None):
        which = Text(zh="之前", en="before") if old.declared is None else Text(zh="这次", en="now")
        yield Text(
            zh=f"{which.zh}不知道隐私保护指引的申报内容，无法比较",
            en=f"what the guidelines declare was not known {which.en}; that is not compared",
        )
    if old.started and new.started and old.started > new.started:
        yield Text(zh="“旧”检查晚于“新”检查，请检查顺序", en="OLD was made after NEW; check the order")


def _name(side: Side) -> str:
    return " ".join(part for part in (side.name, side.appid) if part) or side.id
