"""Whether a press was surely there to look at something, and not for a deed that may need the number."""

from detectors.facts import consents, presses, sights
from detectors.facts.presses import Press
from detectors.facts.sights import Sight
from recording.recording import Recording
from recording.sight import words


def surely(recording: Recording, press: Press) -> bool:
    """By its words; else by what giving the number led to; else by the list it stands in: entries of a list of things
    lead to one page, those of a menu of functions to one each, and one of these may be a deed (to book a trainer) that
    needs the number. What a page's file is called proves nothing."""
    if press.goal != "browse":
        return False
    control, asking = press.control, press.after.page
    if control.role == "tab" and not words.mentions(control.text, "browse"):
        # The name of a tab may mean the user's own place in the words of the trade ("铲屎官", "读者证").
        return _shown_once_given(recording, press, account=False)
    if control.role != "browse" or words.mentions(control.text, "browse"):
        return True
    if _shown_once_given(recording, press):
        return True
    same = [p for p in presses.presses(recording) if p.before.page == press.before.page and p.key != press.key]
    beside = [p for p in same if p.control.repeated]
    if not control.repeated or any(p.demands_phone for p in beside):
        return control.repeated
    led = {p.after.page for p in beside if p.after.shows_content} - {press.before.page}
    return not led or asking in led


def _shown_once_given(recording: Recording, press: Press, *, account: bool = True) -> bool:
    """Whether who gave the number where it was demanded got contents for it. ``account``: also those of the user's own
    place, as its entries name it."""
    for given in (a for a in consents.answers(recording) if a.about == "phone" and a.said == "agree"):
        start, asked = given.start, sights.before(recording, recording.by_seq[given.seq])
        if start is None or asked is None or asked.page != press.after.page:
            continue
        on = (a.seq for a in start.actions if a.seq > given.seq and a.data.get("type") in ("tap", "back", "open"))
        end = next(on, start.last + 1)
        shown = [s for s in start.sights if given.seq < s.seq <= end and s.shows_content]
        shown = [s for s in shown if s.page != press.before.page]
        if any(account or not _own_place(s) for s in shown):
            return True
    return False


def _own_place(sight: Sight) -> bool:
    return any(words.says(c.text, "account", "login") for c in sight.controls if c.role != "tab")
