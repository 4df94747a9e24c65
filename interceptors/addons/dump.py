"""mitmproxy's own dump beside the recording, for people who like its tools. Streamed bodies are not in it."""

from mitmproxy import http, io

from interceptors.session import Session

ORDER = 90


class Dump:
    def __init__(self, session: Session) -> None:
        folder = session.config.root / "flows"
        folder.mkdir(parents=True, exist_ok=True)
        self.session = session
        self.file = (folder / "flows.mitm").open("ab")
        self.writer = io.FlowWriter(self.file)
        self.kept: set[str] = set()

    def requestheaders(self, flow: http.HTTPFlow) -> None:
        if not self.session.ignored(flow):
            self.kept.add(flow.id)

    def response(self, flow: http.HTTPFlow) -> None:
        if flow.websocket is None:
            self._write(flow)

    def websocket_end(self, flow: http.HTTPFlow) -> None:
        self._write(flow)

    def error(self, flow: http.HTTPFlow) -> None:
        self._write(flow)

    def done(self) -> None:
        self.file.close()

    def _write(self, flow: http.HTTPFlow) -> None:
        if flow.id in self.kept and not self.file.closed:
            self.kept.discard(flow.id)
            self.writer.add(flow)
            self.file.flush()


def make(session: Session) -> Dump:
    return Dump(session)
