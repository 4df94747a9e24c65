"""How a swept page went: by what was recorded while it was open, and by what its own files lack."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from minispect.sweep import _outcomes, _Span
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording


def test_a_page_answers_for_its_own_files_and_for_what_happened_while_it_was_open(tmp_path: Path) -> None:
    log = Log(tmp_path)
    spans: list[_Span] = []

    def error(cause: str, file: str = "", run: str = "sweep") -> None:
        log.add(Kind.ERROR, {"where": "page", "cause": cause, "message": f"{cause} {file}", "file": file}, run=run)

    def opened(path: str, *causes: str, failure: str = "") -> None:
        first = log.seq
        for cause in causes:
            error(cause)
        spans.append(_Span(path, first, log.seq, 5, failure))

    error("missing", "package.json", run="")
    error("missing", "a/lacking.json", run="")
    opened("a/first")
    opened("a/lacking")
    opened("a/refused", "network", "network")
    opened("a/both", "network", "project")
    opened("a/ours", "host", "project")
    for path, what in (("a/leaned", "wx.getXrFrameSystem"), ("a/shown", "ad (its own servers)")):
        first = log.seq
        log.note("unsupported", what=what, run="sweep")
        error("project")
        spans.append(_Span(path, first, log.seq, 5, ""))
    opened("a/nowhere", failure='page "a/nowhere" is not found')
    log.close()
    target = cast(Any, SimpleNamespace(unsupported={}, problems=()))
    found = _outcomes(Recording(tmp_path), spans, target)
    outcomes = {page.path: page.outcome for page in found.pages}
    assert outcomes == {
        "a/first": "ok",
        "a/lacking": "project",
        "a/refused": "network",
        "a/both": "project",
        "a/ours": "host",
        # Its own error may come of what is lacking; a box that is only shown explains nothing.
        "a/leaned": "host",
        "a/shown": "project",
        "a/nowhere": "project",
    }
    assert found.totals == {"ok": 1, "host": 2, "project": 4, "network": 1}
    assert found.pages[2].errors == ("network ",)
    assert [page.unsupported for page in found.pages if page.unsupported] == [
        ("wx.getXrFrameSystem",),
        ("ad (its own servers)",),
    ]
