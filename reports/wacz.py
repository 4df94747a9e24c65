"""A WACZ (Web Archive Collection Zipped 1.1.1) of a pack's traffic, for replaywebpage and browsertrix: an export.

Not part of the pack, but just as repeatable: equal packs give equal bytes.
"""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from recording import canonical
from reports import hashes
from reports.existing import open_pack
from reports.pack import PackError

_WARC = "data/derived/traffic.warc"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MOST_PAGES = 500


@dataclass(frozen=True)
class _Capture:
    """One answer in the archive. ``stamp``: fourteen digits."""

    url: str
    date: str
    mime: str
    status: str
    digest: str
    offset: int
    length: int
    method: str

    @property
    def stamp(self) -> str:
        return "".join(c for c in self.date if c.isdigit())[:14]

    @property
    def line(self) -> str:
        """Of the index (CDXJ)."""
        told = {
            "url": self.url, "mime": self.mime, "status": self.status, "digest": self.digest,
            "offset": str(self.offset), "length": str(self.length), "filename": "traffic.warc",
        }  # fmt: skip
        return f"{surt(self.url)} {self.stamp} {json.dumps(told, ensure_ascii=True)}\n"


def export(root: Path, target: Path) -> Path:
    """Write the file. Raises PackError when the pack has no archive or the file cannot be written."""
    pack = open_pack(root)
    archive = root / _WARC
    try:
        hashes.of_file(archive)
        captures = _captures(archive)
        parts = {
            "archive/traffic.warc": archive.read_bytes(),
            "indexes/index.cdxj": "".join(sorted(one.line for one in captures)).encode(),
            "pages/pages.jsonl": _pages(captures),
        }
        about = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": f"{pack.inspection.id} {pack.inspection.target.name}".strip(),
            "created": pack.inspection.time.ended,
            "software": f"minispect {pack.inspection.tool.version}",
            "resources": [
                {
                    "name": name.rpartition("/")[2],
                    "path": name,
                    "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                    "bytes": len(data),
                }
                for name, data in sorted(parts.items())
            ],
        }
        parts["datapackage.json"] = package = canonical.document(about).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        parts["datapackage-digest.json"] = canonical.document(digest).encode()
        _zip(target, parts)
    except hashes.NotAFileError as error:
        raise PackError(f"{root}: {_WARC} cannot be read ({error})") from None
    except OSError as error:
        raise PackError(f"{error.filename or target}: cannot be read or written ({error.strerror})") from None
    return target


def surt(url: str) -> str:
    """The key under which archives sort an address: the host from its end, then path and query."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{'?' + query if query else ''}".lower()


def _captures(archive: Path) -> list[_Capture]:
    found: list[_Capture] = []
    with archive.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            headers, http = record.rec_headers, record.http_headers
            length = 0
            if record.rec_type in ("response", "revisit") and http is not None:
                record.content_stream().read()
                length = records.get_record_length()
                content = (http.get_header("Content-Type") or "").partition(";")[0].strip() or "unk"
                found.append(
                    _Capture(
                        url=headers.get_header("WARC-Target-URI"),
                        date=headers.get_header("WARC-Date"),
                        mime="warc/revisit" if record.rec_type == "revisit" else content,
                        status=http.get_statuscode(),
                        digest=headers.get_header("WARC-Payload-Digest") or "",
                        offset=records.get_record_offset(),
                        length=length,
                        method="",
                    )
                )
            elif record.rec_type == "request" and found and http is not None:
                last = found[-1]
                if last.url == headers.get_header("WARC-Target-URI") and not last.method:
                    found[-1] = _Capture(**{**vars(last), "method": http.protocol})
    return found


def _pages(captures: list[_Capture]) -> bytes:
    """What a viewer lists: every address that was asked for plainly and answered, once."""
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    seen: set[str] = set()
    for one in captures:
        if one.method == "GET" and one.status == "200" and one.url not in seen and len(seen) < _MOST_PAGES:
            seen.add(one.url)
            mark = hashlib.sha256(one.url.encode()).hexdigest()[:16]
            lines.append({"id": mark, "url": one.url, "title": one.url, "ts": one.date})
    return "".join(canonical.line(line) + "\n" for line in lines).encode()


def _zip(target: Path, parts: dict[str, bytes]) -> None:
    """Stored, not compressed, so that a viewer can read a part of the archive where it lies."""
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as out:
        for name, data in sorted(parts.items()):
            told = zipfile.ZipInfo(name, _MOMENT)
            told.external_attr = 0o644 << 16
            out.writestr(told, data)
    part.replace(target)
