"""``traffic.warc`` (WARC 1.1, ISO 28500): the exchanges as web archives hold them, for replay and for reading.

Bodies stand as they went over the wire, with their content coding; the chunks of a transfer are undone, as the
recording holds them. An answer that came twice from one address is a revisit of the first. Messages of web sockets
have no place in WARC; the events hold them.
"""

import io
import uuid
from http.client import responses
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from pydantic import ValidationError
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recording.event import Event
from recording.observations import FlowData
from recording.recording import Recording
from reports import tool
from reports.moments import Moments

_SPACE = uuid.UUID("6f2ad1de-0b2a-5c63-9d4e-3c1f5b8f3a10")
"""Namespace of the record ids: the same recording gives the same ids."""
_HOP = ("transfer-encoding", "connection", "keep-alive", "proxy-connection", "content-length")
_PLAIN = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"<>\\^`{|}')


class _Archive:
    def __init__(self, out: IO[bytes], recording: Recording, name: str) -> None:
        self._writer = WARCWriter(out, gzip=False, warc_version="1.1")
        self._recording = recording
        self._name = name
        self._moments = Moments(recording.events)
        self._seen: dict[tuple[str, str], tuple[str, str, str]] = {}
        """Address and body -> address, date and payload digest of the first answer."""

    def info(self) -> None:
        """The record that says what wrote the file; its date is that of the first event."""
        events = self._recording.events
        told = {"software": f"minispect {tool.version()}", "format": "WARC File Format 1.1", "isPartOf": self._name}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode()
        headers = self._headers("warcinfo", events[0].utc if events else "1970-01-01T00:00:00Z")
        self._add("warcinfo", None, io.BytesIO(lines), len(lines), headers, None, "application/warc-fields")

    def exchange(self, event: Event, flow: FlowData) -> None:
        """A request and, when one came, its answer."""
        address = _address(flow.url)
        date = self._moments.utc(flow.started_ns or event.mono_ns)
        asked = self._headers(f"{event.seq}/request", date, event)
        if flow.status:
            told = self._headers(f"{event.seq}/response", date, event)
            asked["WARC-Concurrent-To"] = told["WARC-Record-ID"]
            self._answer(address, date, flow, told)
        with self._body(flow.request_body) as (body, size):
            target = urlsplit(address)
            path = (target.path or "/") + (f"?{target.query}" if target.query else "")
            line = f"{_token(flow.method) or 'GET'} {path} HTTP/1.1"
            http = StatusAndHeaders(line, _fields(flow.request_headers, size), is_http_request=True)
            self._add("request", address, body, size, asked, http)

    def _answer(self, address: str, date: str, flow: FlowData, headers: dict[str, str]) -> None:
        with self._body(flow.response_body) as (body, size):
            http = StatusAndHeaders(
                f"{flow.status} {responses.get(flow.status, '-')}",
                _fields(flow.response_headers, size),
                protocol="HTTP/1.1",
            )
            first = self._seen.get((address, flow.response_body)) if flow.response_body else None
            if first is not None:
                record = self._writer.create_revisit_record(
                    first[0], first[2], first[0], first[1], http, warc_headers_dict=headers
                )
                self._write(record)
                return
            record = self._add("response", address, body, size, headers, http)
            digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
            self._seen[(address, flow.response_body)] = (address, date, digest)

    def _add(
        self,
        sort: str,
        address: str | None,
        body: IO[bytes],
        size: int,
        headers: dict[str, str],
        http: StatusAndHeaders | None,
        content_type: str = "",
    ) -> ArcWarcRecord:
        record = self._writer.create_warc_record(
            address, sort, payload=body, length=None if http else size, warc_content_type=content_type,
            warc_headers_dict=headers, http_headers=http,
        )  # fmt: skip
        self._write(record)
        return record

    def _write(self, record: ArcWarcRecord) -> None:
        self._writer.write_record(record)
        if record.raw_stream is not None:
            record.raw_stream.close()  # a copy that warcio made for its digests

    def _headers(self, name: str, date: str, event: Event | None = None) -> dict[str, str]:
        found = {"WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_SPACE, f'{self._name}/{name}')}>", "WARC-Date": date}
        return found | ({"X-Minispect-Event": f"{event.seq}"} if event is not None else {})

    def _body(self, name: str) -> "_Body":
        return _Body(self._recording.root / "blobs" / Path(name).name if name else None)


class _Body:
    """A payload opened for reading with its size; empty when it is gone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path if path is not None and path.is_file() else None
        self._file: IO[bytes] = io.BytesIO()

    def __enter__(self) -> tuple[IO[bytes], int]:
        if self._path is not None:
            self._file = self._path.open("rb")
            return self._file, self._path.stat().st_size
        return self._file, 0

    def __exit__(self, *_: object) -> None:
        self._file.close()


def write(path: Path, recording: Recording, name: str) -> None:
    """The whole file. ``name`` is the inspection's; equal recordings give equal bytes."""
    with path.open("wb") as out:
        archive = _Archive(out, recording, name)
        archive.info()
        for event in recording.of("flow"):
            try:
                flow = recording.flow(event)
            except ValidationError:
                continue
            if flow.type in ("http", "failed") and flow.url.startswith(("http://", "https://")):
                archive.exchange(event, flow)


def _address(url: str) -> str:
    """As an archive can hold it: no spaces, no control characters, nothing beyond ASCII."""
    return quote(url, safe=_PLAIN)


def _token(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isalnum())


def _fields(pairs: tuple[tuple[str, str], ...], size: int) -> list[tuple[str, str]]:
    """Headers that fit what is stored; nothing of the target can end a line."""
    kept = [(_line(name), _line(value)) for name, value in pairs if name.lower() not in _HOP]
    return [*kept, ("Content-Length", str(size))]


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()
