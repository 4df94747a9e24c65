"""The phone number is asked for again and again after the user refused."""

from detectors.facts import consents, phone_asks, repeats, repetition, sights
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.repetition import Words
from detectors.phone import no_refusal_exit
from detectors.verdict import Check, Text, Verdict
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
_WORDS = Words(
    subject="reask",
    label=Text(zh="再次索取手机号", en="asks for the phone number again"),
    again=Text(
        zh="用户拒绝提供手机号后，未经触发又索取 {times} 次（拒绝后 {when}）。",
        en="After the user refused, the phone number was asked for {times} more times unasked ({when} later).",
    ),
    unrefused=Text(
        zh="没有一次运行明确拒绝过手机号索取。", en="No run came to refuse the request for the phone number."
    ),
    decided_elsewhere=Text(
        zh="界面没有拒绝选项，由 PHN-05 判定。", en="The surface cannot be refused; PHN-05 decides it."
    ),
)
_DOUBTS = 1


def judge(recording: Recording) -> Verdict:
    comings = phone_asks.comings(recording)
    if not comings:
        reason = Text(zh="没有出现程序自绘的手机号索取界面。", en="No phone surface of the program's own came up.")
        return nothing_seen(META, recording, reason)
    refused = _refused(recording)
    if not refused:
        no_way_out = no_refusal_exit.judge(recording).verdict == "fail"
        return repetition.nobody_refused(META, _WORDS, cannot_refuse=no_way_out)
    agreed = [a for a in consents.answers(recording) if a.about == "phone" and a.said == "agree"]
    ended = [recording.by_seq[a.seq] for a in agreed]
    found = repeats.repeats(recording, comings, refused, ended)
    return repetition.judge(META, recording, found, _WORDS, doubts=_DOUBTS)


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
