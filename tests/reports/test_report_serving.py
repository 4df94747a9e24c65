"""A pack on loopback: what is served, as what, and what is not."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import serving
from reports.pack import PackError


@pytest.fixture
def port(sealed: Path) -> Iterator[int]:
    (sealed / "data/derived/report.html").write_text("<!doctype html><script>alert(1)</script>", encoding="utf-8")
    (sealed.parent / "secret.txt").write_text("outside", encoding="utf-8")
    with serving.server(sealed) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_report_is_shown_and_no_script_may_run(port: int, sealed: Path) -> None:
    assert ask(port, "/")[1]["location"] == "/data/derived/report.html"
    status, headers, body = ask(port, "/data/derived/report.html")
    assert (status, body) == (200, (sealed / "data/derived/report.html").read_bytes())
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in headers["content-security-policy"]
    picture = next(path for path in sealed.glob("data/original/screens/*.png"))
    assert ask(port, f"/data/original/screens/{picture.name}")[2] == picture.read_bytes()


def test_bodies_of_the_target_are_never_pages(port: int, sealed: Path) -> None:
    blob = next((sealed / "data/original/blobs").iterdir())
    headers = ask(port, f"/data/original/blobs/{blob.name}")[1]
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"] == "attachment"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert ask(port, "/data/original/events.jsonl")[1]["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/data/../../secret.txt", "/%2e%2e/secret.txt", "/data", "/data/", "//secret.txt", "/\x7f"],
)
def test_nothing_outside_is_served(port: int, path: str) -> None:
    assert ask(port, path.replace("\x7f", "%00"))[0] == 404


def test_a_name_of_the_web_that_leads_here_is_refused(port: int) -> None:
    assert ask(port, "/data/derived/report.html", Host=f"evil.example.test:{port}")[0] == 403


def test_links_and_missing_reports_are_refused(sealed: Path) -> None:
    with pytest.raises(PackError, match=r"report\.html is missing"):
        serving.server(sealed)
    (sealed / "data/derived/report.html").symlink_to("/etc/hostname")
    with pytest.raises(PackError, match="is a link"):
        serving.server(sealed)
