"""What the user had done before something happened, in one word."""

from bisect import bisect_left

from recording.event import Event
from recording.recording import Recording

_WAITING = frozenset({"launch", "advance", "away", "hide", "show"})
_ANSWERS = {"answer:refuse": "refused", "answer:agree": "agreed"}


class Moments:
    """Looks moments up in one recording."""

    def __init__(self, recording: Recording) -> None:
        self._by_seq = recording.by_seq
        self._actions: dict[str, list[Event]] = {}
        for action in recording.of("action"):
            self._actions.setdefault(action.run, []).append(action)

    def of(self, seqs: tuple[int, ...]) -> str:
        """``launch``, ``unanswered``, ``refused`` or ``agreed`` at the first of these events; empty for none.

        Answers count within one cold start: the next one is a user nobody knows.
        """
        event = next((self._by_seq[seq] for seq in sorted(seqs) if seq in self._by_seq), None)
        if event is None or not event.run:
            return ""
        actions = self._actions.get(event.run, [])
        word = "launch"
        for action in reversed(actions[: bisect_left(actions, event.seq, key=lambda a: a.seq)]):
            if action.data.get("type") == "launch":
                break
            answer = _ANSWERS.get(str(action.data.get("purpose", "")))
            if answer is not None:
                return answer
            if action.data.get("type") not in _WAITING:
                word = "unanswered"
        return word
