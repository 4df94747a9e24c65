"""The surface that asks for consent has no link to the rules that opens them."""

from dataclasses import dataclass
from typing import Literal

from detectors import verdict
from detectors.facts import alternatives, consent_lines, notices, phrases, senders, sights, starts
from detectors.facts.nothing_seen import ONE_START, nothing_seen
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import Control

META = Check(
    id="CON-08",
    help=Text(
        zh="让征求同意处的《隐私政策》可点击，并打开完整的政策文本或平台隐私保护指引（wx.openPrivacyContract）。",
        en="Make the name of the policy a link that opens its whole text or the guidelines (wx.openPrivacyContract).",
    ),
    needs=("screens",),
)
CHARACTERS, TERMS = 300, 5
_DRAWN = frozenset({"image", "cover-image", "canvas", "rich-text", "web-view", "video", "map"})
_FETCHING = frozenset({"wx.request", "wx.downloadFile", "wx.cloud.callFunction", "wx.cloud.downloadFile"})
Opened = Literal["policy", "contract", "nothing", "brief", "short", "outside", "unread"]
"""``brief``: in the words of a policy, and shorter than one; ``short``: neither its words nor its length."""


@dataclass(frozen=True)
class _Place:
    """A surface of consent on one picture; ``links`` are the tappable names of the policy on it, and whatever else of
    it opened the rules when it was pressed; ``others`` what may do so in words that nobody knows."""

    sight: Sight
    start: ColdStart
    rect: Rect
    links: tuple[Control, ...]
    others: tuple[Control, ...] = ()

    @property
    def page(self) -> str:
        return self.sight.page

    @property
    def over(self) -> bool:
        """A window over a page."""
        return any(s.form == "overlay" and s.rect == self.rect for s in self.sight.surfaces)


def judge(recording: Recording) -> Verdict:
    places = _places(recording)
    if not places:
        if notices.any_consent_surface(recording):
            reason = Text(
                zh="只有平台弹窗征求同意，其链接由平台提供。",
                en="Only the platform's window asks; its link is its own.",
            )
            return nothing_seen(META, recording, reason)
        return nothing_seen(META, recording, Text(zh="没有出现征求同意的界面。", en="No surface of consent was seen."))
    bare = _first_without(places)
    if bare:
        return _unlinked(recording, bare)
    pressed = _pressed(recording, places)
    good = [a for a, how in pressed if how in ("policy", "contract")]
    if good:
        after = sights.after(recording, good[0].seq)
        shown = (after.seq,) if after is not None else ()
        reason = Text(zh="链接可以打开隐私政策。", en="The link opens the policy.")
        return verdict.passed(META, reason, Evidence(run=good[0].run, screens=shown, events=(good[0].seq,)))
    if not any(p.links for p in places):
        return _unlinked(recording, places)
    return _dead(places, pressed)


@once
def _places(recording: Recording) -> list[_Place]:
    """Popups that ask, and tick lines. Only the first pictures of each start, one a page."""
    found: dict[tuple[int, str, str], _Place] = {}
    for popup in notices.popups(recording):
        if popup.start is None or not popup.surface.controls:
            # Nothing of it can be pressed while a window of the platform lies over it.
            continue
        key = (popup.start.first, popup.sight.page, "popup")
        if key in found:
            continue
        others = tuple(c for c in popup.surface.controls if _may_open(c))
        links = [c for c in popup.surface.controls if _names_policy(c)]
        links += [c for c in others if _opened_rules(recording, popup.sight, c)]
        found[key] = _Place(popup.sight, popup.start, popup.surface.rect, tuple(links), others)
    for line in consent_lines.lines(recording):
        key = (line.start.first, line.sight.page, "line")
        named = tuple(c for c in line.sight.controls if _names_policy(c) and c.node.surface == "app")
        found.setdefault(key, _Place(line.sight, line.start, line.rect, named))
    return list(found.values())


def _first_without(places: list[_Place]) -> list[_Place]:
    """Windows without a link that two cold starts met before anything else that asks: what a page further in links to
    was not to be read when they asked."""
    first: dict[int, _Place] = {}
    for place in sorted(places, key=lambda p: p.sight.seq):
        first.setdefault(place.start.first, place)
    bare = [p for p in first.values() if p.over and not p.links]
    offered = {p.page for p in places if p.over and p.links}
    return bare if len(bare) >= 2 and not any(p.page in offered for p in bare) else []


def _names_policy(control: Control) -> bool:
    if control.role in ("agree", "refuse", "grant", "toggle", "close", "input"):
        return False
    return words.mentions(control.text, "notice") or _contract(control)


def _contract(control: Control) -> bool:
    return "openprivacycontract" in str(control.node.attrs.get("open-type", "")).casefold()


def _may_open(control: Control) -> bool:
    """ "Read more" of a window, as far as its words tell; what lets in is none."""
    return control.role in ("other", "browse", "link") and not words.mentions(control.text, "vague", "notice")


def _opened_rules(recording: Recording, sight: Sight, control: Control) -> bool:
    """Whether a press on it, or on the same words of the page in another start, led to the rules."""
    for action in recording.of("action"):
        if action.data.get("type") != "tap" or (action.data.get("target") or {}).get("text") != control.text:
            continue
        before = sights.before(recording, action)
        here = before is not None and before.page == sight.page
        if before is not None and here and _opened(recording, action, before) in ("policy", "contract"):
            return True
    return False


def _pressed(recording: Recording, places: list[_Place]) -> list[tuple[Event, Opened]]:
    """Every press on such a link, with what it opened."""
    named = {(p.page, words.normal(c.text)) for p in places for c in p.links}
    found = []
    for action in recording.of("action"):
        target = action.data.get("target") or {}
        if action.data.get("type") != "tap" or not target:
            continue
        before = sights.before(recording, action)
        if before is not None and (before.page, words.normal(str(target.get("text", "")))) in named:
            found.append((action, _opened(recording, action, before)))
    return found


def _opened(recording: Recording, action: Event, before: Sight) -> Opened:
    """By the page the walk read after the press, else by the pictures that follow it."""
    after = sights.after(recording, action.seq)
    if after is None:
        return "unread"
    if any(str(n.attrs.get("data-mi-type", "")) == "contract" for n in after.tree.nodes):
        return "contract"
    note = next((n for n in recording.notes("policy", action.run) if after.seq in _numbers(n)), None)
    text = ""
    if note is not None and note.data.get("path"):
        try:
            text = recording.file(str(note.data["path"])).decode("utf-8", "replace")
        except OSError:
            return "unread"
    if any(n.tag == "web-view" for n in after.tree.nodes):
        return "policy" if _is_policy(text) else "outside"
    return _by_text(recording, action, before, after, text)


def _by_text(recording: Recording, action: Event, before: Sight, after: Sight, text: str) -> Opened:
    if _is_policy(text) or _is_policy(after.text):
        return "policy"
    if _document_called(recording, action, after):
        return "unread"
    same = after.page == before.page and _face(after) == _face(before)
    if same:
        return "nothing"
    own = (f for f in senders.of_the_program(recording) if f.run == action.run)
    failed = any(f.seq > action.seq for f in own if starts.failed(f))
    if failed:
        return "unread"
    if not after.text:
        return "short" if _empty(recording, action, after) else "unread"
    return "brief" if max(phrases.count(t, "policy_terms") for t in (text, after.text)) >= TERMS else "short"


def _empty(recording: Recording, action: Event, after: Sight) -> bool:
    """A page of the program's own with nothing on it, nothing drawn that a tree cannot see into, and nothing asked for
    that might still fill it."""
    end = next((a.seq for a in recording.of("action", action.run) if a.seq > after.seq), None)
    calls = (c for c in recording.of("call", action.run) if c.seq > action.seq and (end is None or c.seq < end))
    drawn = any(n.tag in _DRAWN for n in after.tree.nodes if n.surface == "app")
    return not drawn and not any(str(c.data.get("api", "")) in _FETCHING for c in calls)


def _numbers(note: Event) -> list[object]:
    found = note.data.get("screens", ())
    return list(found) if isinstance(found, list | tuple) else []


def _face(sight: Sight) -> tuple[str, ...]:
    return tuple(n.text for n in sight.tree.nodes if n.text)


def _document_called(recording: Recording, action: Event, after: Sight) -> bool:
    """A file or another program opens what a tree cannot see into."""
    apis = ("wx.openDocument", "wx.downloadFile", "wx.navigateToMiniProgram", "wx.openPrivacyContract")
    calls = recording.of("call", action.run)
    return any(action.seq < c.seq < after.seq and c.data.get("api") in apis for c in calls)


def _is_policy(text: str) -> bool:
    return len("".join(text.split())) >= CHARACTERS and phrases.count(text, "policy_terms") >= TERMS


def _unlinked(recording: Recording, places: list[_Place]) -> Verdict:
    drawn = [p for p in places if any(n.text and words.mentions(n.text, "notice") for n in p.sight.tree.nodes)]
    fault = Text(
        zh="征求同意处提到的隐私政策不是链接，无法打开。",
        en="The policy that the consent names is no link to anything.",
    )
    finding = _finding(drawn or places, fault, [])
    if drawn and all(p.sight.tree.source == "ocr" for p in drawn):
        reason = Text(
            zh="征求同意处以文字提到隐私政策，截图看不出这些文字能否点击。",
            en="The policy is named in plain words; a picture does not tell whether they answer a tap.",
        )
        return verdict.inconclusive(META, reason, findings=[finding])
    standing = {p.sight.seq for p in places}
    unknown = alternatives.left(recording, standing, [c for p in places for c in p.others])
    if unknown:
        reason = Text(
            zh=f"弹窗上的“{unknown[0].text[:20]}”没有按过，可能打开隐私政策。",
            en=f"“{unknown[0].text[:20]}” on it was not pressed and may open the policy.",
        )
        return verdict.inconclusive(META, reason, findings=[finding], missing=[reason])
    if len({p.start.first for p in drawn}) < 2:
        return verdict.inconclusive(META, fault, findings=[finding], missing=[ONE_START])
    return verdict.failed(META, fault, [finding])


def _dead(places: list[_Place], pressed: list[tuple[Event, Opened]]) -> Verdict:
    bad = [(a, how) for a, how in pressed if how in ("nothing", "short")]
    linked = [p for p in places if p.links]
    if any(how == "brief" for _, how in pressed):
        reason = Text(
            zh=f"链接打开的政策文本不足 {CHARACTERS} 字，是否完整需人工确认。",
            en=f"What the link opens reads like a policy of fewer than {CHARACTERS} characters; a person confirms.",
        )
        return verdict.inconclusive(META, reason, evidence=Evidence(events=tuple(a.seq for a, _ in pressed[:3])))
    if not bad or any(how in ("outside", "unread") for _, how in pressed):
        known = bool(pressed)
        reason = Text(
            zh="链接指向检测环境无法读取的外部页面或文件。" if known else "链接存在，但没有一次运行打开它。",
            en="The link opens something outside that could not be read here." if known else "No run opened the link.",
        )
        return verdict.inconclusive(META, reason, evidence=Evidence(events=tuple(a.seq for a, _ in pressed[:3])))
    nothing = bad[0][1] == "nothing"
    fault = Text(
        zh="点击隐私政策链接没有反应。" if nothing else "隐私政策链接打开的页面不是政策文本（过短或无关）。",
        en="Pressing the link to the policy does nothing."
        if nothing
        else "What the link opens is no policy: too short, or about something else.",
    )
    finding = _finding(linked, fault, [a for a, _ in bad])
    starts_ = {(a.run, a.data.get("start")) for a, _ in bad}
    if len(starts_) < 2:
        return verdict.inconclusive(META, fault, findings=[finding], missing=[ONE_START])
    return verdict.failed(META, fault, [finding])


def _finding(places: list[_Place], fault: Text, actions: list[Event]) -> Finding:
    two = list({p.start.first: p for p in places}.values())[:2]
    recording = two[0].sight.recording
    after = [s.seq for a in actions[:2] if (s := sights.after(recording, a.seq)) is not None and not s.blank]
    label = Text(zh="隐私政策", en="the policy")
    boxes = [Box(screen=p.sight.seq, rect=c.rect, label=label) for p in two for c in p.links[:1]]
    boxes += [Box(screen=p.sight.seq, rect=p.rect, label=label) for p in two if not p.links]
    screens = tuple(dict.fromkeys([*(p.sight.seq for p in two if not p.sight.blank), *after]))
    proof = Evidence(
        run=two[0].start.run,
        page=two[0].page,
        events=tuple(dict.fromkeys([*(a.seq for a in actions[:2]), *screens])),
        screens=screens,
        boxes=tuple(boxes),
    )
    return Finding(check=META.id, subject=("no-link",), reason=fault, evidence=proof)
