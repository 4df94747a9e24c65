"""The end of a check that saw nothing wrong: a pass only where enough was looked at."""

from detectors import verdict
from detectors.facts import coverage
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording


def clean_end(meta: Check, recording: Recording, reason: Text) -> Verdict:
    """A pass above the coverage floor, else an inconclusive that says what the floor lacks."""
    reached = coverage.reached(meta, recording)
    if reached.enough:
        return verdict.passed(meta, reason, numbers=reached.numbers)
    return verdict.inconclusive(meta, reason, missing=reached.missing, numbers=reached.numbers)
