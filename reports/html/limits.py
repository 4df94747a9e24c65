"""What every inspection of a kind cannot show, in both languages."""

from reports import inspection as inspections
from reports.html import words
from reports.html.view import Both
from reports.inspection import Inspection

UNSTAMPED = Both("时间未经第三方证明。", "The time is not attested by a third party.")
_STUB = Both(
    "后端为替身：真实服务器的回答可能带出更多页面与行为。",
    "The back end was a stub: real servers might lead to more pages and other behaviour.",
)
_REPLAY = Both(
    "后端为既往记录的重放：只能应答当时出现过的请求。",
    "The back end was a replay of an earlier recording: only requests seen then have an answer.",
)
_BACKENDS = {"stub": _STUB, "replay": _REPLAY}
CLOCK = Both(
    "系统时钟未经核对；先后次序以事件编号为准。",
    "The system clock was not checked; the order rests on the event numbers.",
)
OPERATORS = Both(
    "案件信息中的检查人员少于两名。",
    "The case data names fewer than two operators; procedure expects two.",
)
_INTERRUPTED = Both(
    "检查被中断；中断之后的内容没有记录。",
    "The inspection was interrupted; what would have come later was not recorded.",
)


def plain(target: str, backend: str, lang: str) -> tuple[str, ...]:
    """What holds for every inspection of a kind, in one language, for ``inspection.json``."""
    own = [words.of(words.CERTAINTY, target), *([_BACKENDS[backend]] if backend in _BACKENDS else [])]
    return tuple(both.zh if lang == "zh" else both.en for both in own)


def of(inspection: Inspection) -> tuple[Both, ...]:
    """Those of the target, the back end and the clock, then those that this inspection wrote down itself."""
    own = [words.of(words.CERTAINTY, inspection.target.driver)]
    backend = inspection.access.backend.split(":")[0]
    if backend in _BACKENDS:
        own.append(_BACKENDS[backend])
    if inspection.time.clock.get("state") != "ntp":
        own.append(CLOCK)
    if inspection.scope.interrupted:
        own.append(_INTERRUPTED)
    own.append(time_note(inspection))
    said = {text for both in own for text in (both.zh, both.en)}
    return (*own, *(Both(sentence, sentence) for sentence in inspection.limitations if sentence not in said))


def time_note(inspection: Inspection) -> Both:
    """Who attests the time of the pack."""
    said = inspection.seals.get("time", inspections.UNSTAMPED)
    if said == inspections.UNSTAMPED:
        return UNSTAMPED
    return Both(f"时间由第三方证明：{said.removeprefix('attested by ')}。", f"The time is {said}.")
