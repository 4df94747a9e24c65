"""A phone surface stands in the way before any content is shown."""

from detectors.facts import launch, way_in
from detectors.verdict import Check, Text, Verdict
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


def judge(recording: Recording) -> Verdict:
    blocked = Text(
        zh="在任何内容展示之前即索取手机号，且没有任何退出方式能看到内容。",
        en="The phone number is demanded before any content, and no way out leads to content.",
    )
    return way_in.judged(recording, META, launch.launch(recording, _KINDS), _KINDS, blocked)
