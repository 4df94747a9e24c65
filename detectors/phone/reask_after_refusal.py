"""The phone number is asked for again and again after the user refused."""

from detectors import verdict
from detectors.facts import consents, phone_asks, repeats, sights
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.repeats import RESTARTS, Repeats
from detectors.phone import no_refusal_exit
from detectors.verdict import Check, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="PHN-06",
    help=Text(
        zh="记住用户的拒绝；只在用户主动下单、登录等需要手机号时再次索取。",
        en="Remember the refusal; ask again only when the user orders, logs in or does what needs the number.",
    ),
    needs=("screens", "actions"),
)


def judge(recording: Recording) -> Verdict:
    comings = phone_asks.comings(recording)
    if not comings:
        reason = Text(zh="没有出现程序自绘的手机号索取界面。", en="No phone surface of the program's own came up.")
        return nothing_seen(META, recording, reason)
    refused = _refused(recording)
    if not refused:
        return _nobody_refused(recording)
    agreed = [a for a in consents.answers(recording) if a.about == "phone" and a.said == "agree"]
    ended = [recording.by_seq[a.seq] for a in agreed]
    found = repeats.repeats(recording, comings, refused, ended)
    worst = max(found, key=lambda r: len(r.unasked))
    numbers = {"unasked_repeats": float(len(worst.unasked)), "restarts": float(max(r.restarts for r in found))}
    if len(worst.unasked) >= 2:
        finding = _finding(recording, worst)
        return verdict.failed(META, finding.reason, [finding], numbers)
    return _few(recording, worst, found, numbers)


def _refused(recording: Recording) -> list[Event]:
    """Presses that said no to the platform's sheet or to a surface of the program's own."""
    said = {a.seq for a in consents.answers(recording) if a.about == "phone" and a.said == "refuse"}
    actions = recording.of("action")
    return [a for a in actions if a.seq in said or (_declines(a) and _on_surface(recording, a))]


def _declines(action: Event) -> bool:
    purpose = str(action.data.get("purpose", ""))
    return purpose == "answer:refuse" or purpose.startswith(("dismiss:refuse", "dismiss:close"))


def _on_surface(recording: Recording, action: Event) -> bool:
    before = sights.before(recording, action)
    return before is not None and any(phone_asks.stands(s) for s in before.surfaces)


def _nobody_refused(recording: Recording) -> Verdict:
    if no_refusal_exit.judge(recording).verdict == "fail":
        reason = Text(zh="界面没有拒绝选项，由 PHN-05 判定。", en="The surface cannot be refused; PHN-05 decides it.")
        return verdict.not_applicable(META, reason)
    reason = Text(zh="没有一次运行明确拒绝过手机号索取。", en="No run came to refuse the request for the phone number.")
    missing = [Text(zh="“拒绝”运行中的明确拒绝", en="an explicit refusal, as the run “refuse” gives")]
    return verdict.inconclusive(META, reason, missing=missing)


def _few(recording: Recording, worst: Repeats, found: list[Repeats], numbers: dict[str, float]) -> Verdict:
    if worst.unasked or any(r.unsure for r in found):
        one = worst if worst.unasked else next(r for r in found if r.unsure)
        reason = Text(
            zh="拒绝后有一次非用户触发（或无法判断触发原因）的再次索取。",
            en="After the refusal it came up again once unasked, or on a press that nobody can class.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(recording, one)], numbers=numbers)
    watched = max(r.restarts for r in found)
    if watched < RESTARTS:
        reason = Text(
            zh="拒绝后未再索取，但没有观察 48 小时内的再次启动。",
            en="It did not come again, though the launches of the next 48 hours were not watched.",
        )
        missing = [Text(zh="运行 return（48 小时内再次打开）", en="the run “return”, which comes back within 48 hours")]
        return verdict.inconclusive(META, reason, missing=missing, numbers=numbers)
    reason = Text(
        zh=f"拒绝后 {watched} 次再次启动中，没有未经用户触发的再次索取。",
        en=f"In {watched} launches after the refusal it never came up unasked.",
    )
    return verdict.passed(META, reason, numbers=numbers)


def _finding(recording: Recording, found: Repeats) -> Finding:
    shown = found.unasked or found.unsure
    when = repeats.times(found, shown)
    reason = Text(
        zh=f"用户拒绝提供手机号后，未经触发又索取 {len(shown)} 次（拒绝后 {when.zh}）。",
        en=f"After the user refused, the phone number was asked for {len(shown)} more times unasked ({when.en} later).",
    )
    label = Text(zh="再次索取手机号", en="asks for the phone number again")
    proof = repeats.evidence(recording, found, shown, label)
    return Finding(check=META.id, subject=("reask",), reason=reason, evidence=proof)
