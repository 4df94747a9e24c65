"""A reward is promised for the phone number. Review: the sheet is prepared here, a person decides."""

from detectors import verdict
from detectors.facts import phone_asks, phrases, refusals
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.sights import Sight
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.observations import Rect
from recording.recording import Recording
from recording.sight import geometry
from recording.sight.controls import Control
from recording.sight.surfaces import Surface

META = Check(
    id="PHN-07",
    help=Text(
        zh="不要用红包、优惠券等换取手机号；只在服务需要时索取并说明用途。",
        en="Do not offer a reward for the phone number; ask for it where the service needs it, and say what for.",
    ),
    needs=("screens",),
)
_AROUND = 0.5
"""Share of the view up to which what holds a button is its container, not the page."""


def judge(recording: Recording) -> Verdict:
    places = _places(recording)
    if not places:
        if phone_asks.any_ask(recording):
            reason = Text(zh="索取手机号的界面由平台绘制。", en="Only the platform's own sheet asks for the number.")
            return verdict.passed(META, reason)
        return nothing_seen(META, recording, Text(zh="没有索取手机号。", en="The phone number was not asked for."))
    promised = [(s, rect, word) for s, rect, said in places if (word := phrases.first(said, "benefit"))]
    bare = [(s, rect, word) for s, rect, word in promised if not _needed(places, s, rect)]
    if bare:
        finding = _finding(bare[:2])
        return verdict.inconclusive(META, finding.reason, findings=[finding])
    if promised:
        reason = Text(
            zh="索取手机号处出现利益词，同时写明了服务需要，需人工判断。",
            en="Benefit words and a service need stand beside the request; a person has to judge.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(promised[:2])])
    beside = [s for s, _, _ in places if phrases.names(" ".join(n.text for n in s.tree.nodes), "benefit")]
    if beside:
        reason = Text(
            zh="同一画面上有利益词，但不在索取手机号的区域内。",
            en="Benefit words stand on the same screen, though not in the container of the request.",
        )
        proof = Evidence(run=beside[0].run, screens=(beside[0].seq,), events=(beside[0].seq,))
        return verdict.inconclusive(META, reason, evidence=proof)
    shown = tuple(dict.fromkeys(s.seq for s, _, _ in places))[:3]
    reason = Text(zh="索取手机号处没有利益诱导的文字。", en="No benefit is promised where the number is asked for.")
    return verdict.passed(META, reason, Evidence(run=places[0][0].run, screens=shown, events=shown))


def _places(recording: Recording) -> list[tuple[Sight, Rect, str]]:
    """Each picture with what asks on it, and the words of the control or of what holds it."""
    found = [(a.sight, a.surface.rect, a.surface.text) for a in phone_asks.asked(recording)]
    for button in phone_asks.buttons(recording):
        if any(_inside(button.control, s) for s in button.sight.surfaces if phone_asks.stands(s)):
            continue
        read = refusals.read_in(recording, button.sight, button.control) or ""
        found.append((button.sight, button.control.rect, f"{_around(button.sight, button.control)} {read}"))
    return found


def _inside(control: Control, surface: Surface) -> bool:
    return any(n.id == control.node.id for n in surface.nodes)


def _around(sight: Sight, control: Control) -> str:
    tree = sight.tree
    held = [a for a in tree.ancestors(control.node)[:2] if geometry.share(a.rect, tree.viewport) <= _AROUND]
    return tree.text_of(held[-1]) if held else control.text


def _needed(places: list[tuple[Sight, Rect, str]], sight: Sight, rect: Rect) -> bool:
    return any(phrases.names(said, "use") for s, r, said in places if s.seq == sight.seq and r == rect)


def _finding(found: list[tuple[Sight, Rect, str]]) -> Finding:
    sight, _, word = found[0]
    label = Text(zh=f"利益词：{word}", en=f"benefit: {word}")
    screens = tuple(dict.fromkeys(s.seq for s, _, _ in found if not s.blank))
    reason = Text(
        zh=f"索取手机号处承诺利益（“{word}”），没有说明服务需要，需人工认定。",
        en=f"Where the phone number is asked for a benefit is promised (“{word}”) and no service need is named; "
        "a person decides.",
    )
    proof = Evidence(
        run=sight.run,
        page=sight.page,
        events=screens,
        screens=screens,
        boxes=tuple(Box(screen=s.seq, rect=r, label=label) for s, r, _ in found if not s.blank),
    )
    return Finding(check=META.id, subject=("benefit", sight.page), reason=reason, evidence=proof)
