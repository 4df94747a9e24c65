"""``recipients.json``: every host that something was sent to, whose it is, and which kinds of data went there."""

from typing import Any

from detectors.facts import recipients
from detectors.facts.transmissions import sent, transmissions
from recording.recording import Recording

NAME = "recipients.json"


def build(recording: Recording) -> list[dict[str, Any]]:
    """By host. ``kinds`` and ``runs`` are those in which a planted value was found leaving; ``requests`` counts all."""
    requests: dict[str, int] = {}
    for flow in sent(recording):
        host = str(flow.data.get("host", "")).casefold()
        if host:
            requests[host] = requests.get(host, 0) + 1
    kinds: dict[str, set[str]] = {}
    runs: dict[str, set[str]] = {}
    for one in transmissions(recording):
        kinds.setdefault(one.recipient.host, set()).add(one.kind)
        runs.setdefault(one.recipient.host, set()).add(one.flow.run)
    return [
        _row(recipients.recipient(recording, host), requests[host], kinds.get(host, set()), runs.get(host, set()))
        for host in sorted(requests)
    ]


def _row(found: recipients.Recipient, requests: int, kinds: set[str], runs: set[str]) -> dict[str, Any]:
    return {
        "host": found.host,
        "domain": found.domain,
        "owner": found.owner,
        "organisation": found.organisation,
        "product": found.product,
        "category": found.category,
        "proof": found.proof,
        "requests": requests,
        "kinds": sorted(kinds),
        "runs": sorted(runs),
    }
