"""The privacy popup comes up again and again after the user refused."""

from detectors.consent import no_refuse
from detectors.facts import appearances, consents, notices, repeats, repetition
from detectors.facts.appearances import Appearance
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.once import once
from detectors.facts.repetition import Words
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording
from recording.sight.surfaces import Surface, notice_popup

META = Check(
    id="CON-10",
    help=Text(
        zh="记住用户的拒绝；只在用户使用需要个人信息的功能时再次征求同意。",
        en="Remember the refusal; ask again only when the user starts a function that needs personal data.",
    ),
    needs=("screens", "actions"),
)
_WORDS = Words(
    subject="repeated",
    label=Text(zh="再次弹窗", en="the popup again"),
    again=Text(
        zh="拒绝隐私告知后，未经触发又弹窗 {times} 次（拒绝后 {when}）。",
        en="After the refusal the privacy popup came up {times} more times unasked ({when} later).",
    ),
    unrefused=Text(zh="没有一次运行拒绝过隐私告知。", en="No run came to refuse the notice."),
    decided_elsewhere=Text(zh="弹窗没有拒绝选项，由 CON-03 判定。", en="The popup has no refusal; CON-03 decides it."),
)
_DOUBTS = 2


def judge(recording: Recording) -> Verdict:
    comings = _comings(recording)
    if not comings and not notices.any_consent_surface(recording):
        return nothing_seen(META, recording, Text(zh="没有出现隐私弹窗。", en="No privacy popup was seen."))
    answers = [a for a in consents.answers(recording) if a.about == "notice"]
    refused = [recording.by_seq[a.seq] for a in answers if a.said == "refuse"]
    if not refused:
        return repetition.nobody_refused(META, _WORDS, cannot_refuse=no_refuse.judge(recording).verdict == "fail")
    agreed = [recording.by_seq[a.seq] for a in answers if a.said == "agree"]
    found = repeats.repeats(recording, comings, refused, agreed)
    return repetition.judge(META, recording, found, _WORDS, doubts=_DOUBTS)


@once
def _comings(recording: Recording) -> tuple[Appearance, ...]:
    return tuple(appearances.appearances(recording, _asks))


def _asks(surface: Surface) -> bool:
    """The notice itself, also in the platform's window; a permission window is another question, and a form with a tick
    line at its foot asks who fills it in."""
    if surface.form == "page" and surface.having("input"):
        return False
    return notice_popup(surface) and "permission" not in surface.kinds and not notices.asks_nothing(surface)
