"""Nickname, avatar, location or a login is demanded before any content is shown."""

from detectors import verdict
from detectors.facts import launch, sights, way_in
from detectors.facts.launch import Launch
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PHN-09",
    help=Text(
        zh="进入时不要强制登录、头像昵称或位置；允许先浏览，位置可改为手动选择城市。",
        en="Do not force login, nickname, avatar or location on entry; let people browse first, and let them choose "
        "a city by hand.",
    ),
    needs=("screens", "actions"),
)
_KINDS = frozenset({"login", "profile", "location"})


def judge(recording: Recording) -> Verdict:
    found = launch.launch(recording, _KINDS, without=frozenset({"phone"}))
    phone = launch.launch(recording, frozenset({"phone"}))
    if phone.state == "blocked" and (not found.walled or _declined(recording, found)):
        reason = Text(
            zh="入口处的阻断是索取手机号，由 PHN-01 判定。",
            en="What blocks the way in is a demand for the phone number; PHN-01 decides it.",
        )
        return verdict.not_applicable(META, reason)
    demanded = launch.label(frozenset[str]().union(*(s.wants for w in found.walled for s in w.demands)) & _KINDS)
    blocked = Text(
        zh=f"在任何内容展示之前即{demanded.zh}，且没有任何退出方式能看到内容。",
        en=f"Before any content the way in {demanded.en}, and no way out leads to content.",
    )
    return way_in.judged(recording, META, found, _KINDS, blocked)


def _declined(recording: Recording, found: Launch) -> bool:
    """Whether a way out got rid of the demand, and another one, for the phone number, stood behind it."""
    for wall in found.walls:
        for attempt in wall.attempts:
            last = sights.sight(recording, attempt.screens[-1]) if attempt.screens else None
            if attempt.led == "surface" and last is not None and "phone" in last.wants - wall.wants:
                return not last.wants & wall.wants
    return False
