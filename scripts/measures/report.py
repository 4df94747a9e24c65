"""The report of 100 screens, HTML and PDF together, on a recording whose findings show them all."""

import tempfile
import time
from pathlib import Path
from random import Random

from measures import evidence

from detectors.judge import judge_all
from detectors.verdict import Box, Evidence, Finding, Text, Verdict
from recording import canonical
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording
from reports import findings, inspection
from reports.derive import derive
from reports.html import report
from reports.pdf import report as pdf

_SCREENS, _PER_FINDING = 100, 2


def measure() -> dict[str, float]:
    """``seconds`` of the two files; ``derived``: of everything under ``derived/``, their pictures included."""
    with tempfile.TemporaryDirectory(prefix="minispect-bench-") as name:
        original, into = Path(name) / "original", Path(name) / "derived"
        random = Random(7)
        log = Log(original)
        log.run = "agree"
        log.note("run.begin")
        for number in range(_SCREENS):
            log.add(Kind.ACTION, {"type": "tap", "target": {"text": f"{number}"}})
            evidence.screen(log, random, number)
        log.note("run.end", reason="done")
        log.close()
        canonical.write(original / "target" / "app.json", {"pages": [f"pages/p{n}/p" for n in range(_SCREENS)]})
        recording = Recording(original)
        verdicts = [_shown(recording, verdict) for verdict in judge_all(recording)]
        about = inspection.build(recording, "MI-1", inspection.Account(), {v.check: v.verdict for v in verdicts}, "")
        began = time.perf_counter()
        names = derive(recording, into, about, verdicts=verdicts)
        derived = time.perf_counter() - began
        began = time.perf_counter()
        page = report.assemble(recording, about, verdicts, findings.numbered(verdicts), drawings=names)
        (into / "report.html").write_text(report.render(page, lang="zh"), encoding="utf-8")
        (into / "report.pdf").write_bytes(pdf.build(page, into, lang="zh"))
        seconds = time.perf_counter() - began
    return {"seconds": seconds, "derived": derived, "screens": sum(len(one.shots) for one in page.findings)}


def _shown(recording: Recording, verdict: Verdict) -> Verdict:
    """One check violated fifty times, two screens each."""
    if verdict.check != "PHN-01":
        return verdict
    screens = [event.seq for event in recording.of("screen")]
    words = Text(zh="未展示内容即索取手机号", en="Phone number demanded before content")
    found = []
    for at in range(0, len(screens), _PER_FINDING):
        box = Box(screen=screens[at], rect=(40, 450, 295, 50), label=words)
        proof = Evidence(run="agree", screens=tuple(screens[at : at + _PER_FINDING]), boxes=(box,))
        found.append(Finding(check="PHN-01", subject=(str(at),), reason=words, evidence=proof))
    return Verdict(check="PHN-01", verdict="fail", reason=words, findings=tuple(found))


if __name__ == "__main__":
    print(measure())
