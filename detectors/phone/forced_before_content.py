"""A phone surface stands in the way before any content is shown."""

from detectors import verdict
from detectors.facts import launch, presses, starts, way_in
from detectors.facts.presses import Press
from detectors.verdict import Check, Evidence, Text, Verdict
from recording.recording import Recording

META = Check(
    id="PHN-01",
    help=Text(
        zh="先展示内容；在确有需要的功能处再请求手机号，说明用途，并提供可用的“暂不”。",
        en="Show content first; ask for the phone number at the function that needs it, with the purpose and a "
        "working way to decline.",
    ),
    needs=("screens", "actions"),
)
_KINDS = frozenset({"phone"})
_TWO = 2
"""Things that were pressed; one alone may be a function that needs the number."""


def judge(recording: Recording) -> Verdict:
    blocked = Text(
        zh="在任何内容展示之前即索取手机号，且没有任何退出方式能看到内容。",
        en="The phone number is demanded before any content, and no way out leads to content.",
    )
    found = way_in.judged(recording, META, launch.launch(recording, _KINDS), _KINDS, blocked)
    asked = _each_asks(recording) if found.verdict == "pass" else []
    if not asked:
        return found
    # A picture does not show what lies over content and takes every press.
    reason = Text(
        zh=f"首屏有内容，但在其上的每一次点击（{len(asked)} 次）都索取手机号，内容能否使用无法判断。",
        en=f"The first screen shows content, but each press on it ({len(asked)}) asked for the phone number: whether "
        "it can be used cannot be said.",
    )
    events = tuple(n for press in asked[:3] for n in (press.action.seq, press.after.seq))
    return verdict.inconclusive(META, reason, evidence=Evidence(run=asked[0].start.run, events=events))


def _each_asks(recording: Recording) -> list[Press]:
    """Presses on the first page of a target that is seen by pictures, of two things at least, where each of them
    brought the platform's sheet; empty where one did something else."""
    first = {s.sights[0].page for s in starts.cold_starts(recording) if s.sights}
    own = [p for p in presses.presses(recording) if p.before.tree.source == "ocr" and p.before.page in first]
    own = [p for p in own if p.control.node.surface == "app"]
    sheets = [e.seq for e in recording.of("consent") if e.data.get("name") == "phone.sheet_shown"]
    each = all(any(p.action.seq < n < p.after.seq for n in sheets) for p in own)
    return own if each and len({p.key for p in own}) >= _TWO else []
