"""Orders that went through: the number that the server gave an order stands on the screen after the press."""

import re

from detectors.facts import bodies, moments
from detectors.facts.sights import Sight
from recording.event import Event
from recording.recording import Recording

_NUMBER = re.compile(r"(?=[^\d]*\d)[A-Za-z]{0,4}[-#]?\d{2,20}")
"""A number of a queue, a table's bill, an order: no sum of money, no sentence."""
_DIGIT = re.compile(rb"\d")
_SUM = r"(?<![¥￥\d.]){}(?![\d.]*\s?元|[\d.])"


def number_shown(recording: Recording, action: Event, before: Sight, after: Sight) -> str:
    """The number out of an answer to what a press sent that stands on the screen since; empty when there is none."""
    old, new = before.text, after.text
    for event in recording.of("flow", run=action.run):
        asked = moments.call_of(recording, event) or event
        if not action.seq < asked.seq < after.seq or event.data.get("method") == "GET":
            continue
        flow = recording.flow(event)
        if not 200 <= flow.status < 300:
            continue
        for leaf in bodies.leaves(recording, flow.response_body, flow.response_headers, _DIGIT):
            number = leaf.text.strip()
            if _NUMBER.fullmatch(number) and number not in old and re.search(_SUM.format(re.escape(number)), new):
                return number
    return ""
