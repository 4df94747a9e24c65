"""Whether a walk ended because nothing was left to press.

That is as good as many states where nobody tells how many pages a program has (a phone): see decision 0046.
"""

from detectors.facts import sights
from detectors.facts.once import once
from detectors.facts.unpressed import unpressed
from detectors.verdict import Text
from recording.recording import Recording

RUNS = ("agree", "refuse")


@once
def untried(recording: Recording) -> Text | None:
    """What was not walked to or not pressed; None when nothing is known of anything more."""
    for run in RUNS:
        notes = [n.data.get("left") for n in recording.notes("coverage", run)]
        ends = {n.data.get("reason") for n in recording.notes("run.end", run)}
        if not notes or None in notes or ends != {"done"}:
            return Text(zh="走查没有走到尽头", en="the walk did not come to its end")
        if left := sum(int(n) for n in notes if n is not None):
            return Text(zh=f"走查留下 {left} 处未点按", en=f"the walk left {left} controls untried")
    if any(n.data.get("trust") != "honest" for run in RUNS for n in recording.notes("sight", run)):
        return Text(
            zh="界面树不可信，没有文字的控件无从知晓",
            en="the view tree could not be believed, so controls without words are unknown",
        )
    if any("words" not in n.data for run in RUNS for n in recording.notes("sight", run)):
        return Text(zh="界面上的文字能否点击无从得知", en="which plain words answer a tap is not known")
    if _barred(recording):
        return Text(zh="索要信息的界面之后未能看到", en="what lies behind a demand was not seen")
    if unknown := unpressed(recording, RUNS):
        return Text(
            zh=f"“{unknown[0]}”等 {len(unknown)} 处文字能否点击无从得知",
            en=f"whether “{unknown[0]}” and {len(unknown) - 1} other texts answer a tap is not known",
        )
    return None


def _barred(recording: Recording) -> bool:
    """Whether the user who agrees was kept out somewhere: by what asks for the number, which no run gives away, or by a
    page that asked for something to the last."""
    shown = [s for s in sights.all_sights(recording) if s.run == "agree" and not s.blank and not s.tree.exited]
    last = {s.page: s for s in shown}
    return any("phone" in surface.kinds for s in shown for surface in s.surfaces) or any(s.wants for s in last.values())
