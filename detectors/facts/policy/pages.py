"""The pages that were seen, read for policies that no link was followed to; and how far the crawl went."""

from detectors.facts import coverage, interfaces, kinds, sights, transmissions
from detectors.facts.once import once
from detectors.facts.policy.reader import PolicyText
from detectors.facts.sights import Sight
from detectors.verdict import Text
from recording.recording import Recording

_REST = 24.0
"""CSS pixels below the last picture of a page that hold no line to press."""


@once
def seen(recording: Recording) -> tuple[Sight, ...]:
    """The first picture of every page that is not blank."""
    found: dict[str, Sight] = {}
    for sight in sights.all_sights(recording):
        if not sight.blank and sight.page:
            found.setdefault(sight.page, sight)
    return tuple(found.values())


@once
def texts(recording: Recording) -> tuple[Sight, ...]:
    """Pictures whose own words are a policy text; one for each page."""
    found: dict[str, Sight] = {}
    for sight in sights.all_sights(recording):
        if sight.page in found or sight.blank or not sight.content.rules:
            continue
        if PolicyText("", own_words(sight)).qualifies:
            found[sight.page] = sight
    return tuple(found.values())


def own_words(sight: Sight) -> str:
    return "\n".join(n.text for n in sight.tree.nodes if n.text and n.surface == "app")


@once
def processing(recording: Recording) -> bool:
    """Whether any handling of personal data was seen: sent, or asked of an interface that the platform gates."""
    if any(kinds.personal(t.kind) for t in transmissions.transmissions(recording)):
        return True
    return any(interfaces.gated(str(e.data.get("api", ""))) for e in recording.of("call"))


@once
def cut_off(recording: Recording) -> tuple[str, ...]:
    """Pages that a user scrolls further than any picture of them shows."""
    left: dict[str, float] = {}
    for sight in sights.all_sights(recording):
        if sight.page and not sight.blank and not sight.tree.exited:
            left[sight.page] = min(left.get(sight.page, sight.tree.below), sight.tree.below)
    return tuple(sorted(page for page, below in left.items() if below > _REST))


@once
def crawl_missing(recording: Recording) -> tuple[Text, ...]:
    """What the crawl lacks for "it is nowhere": pages or states, a run that ended by itself, a whole log."""
    reached = coverage.coverage(recording)
    found = [reached.narrow] if reached.narrow is not None else []
    if "agree" not in reached.ended:
        found.append(Text(zh="缺少完整的“同意”运行", en="no complete run agreeing"))
    if reached.damaged:
        found.append(Text(zh="记录不完整", en="the recording is damaged"))
    return tuple(found)
