"""The console in a real browser: every page in both languages and lights, and nothing of the target runs."""

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from minispect.console import history, serving, users
from minispect.console.app import make
from minispect.console.audit import NAME, Audit
from minispect.console.state import Console
from minispect.store.columns import now
from minispect.store.database import Database
from minispect.store.marks import Rectification
from minispect.store.tables import Due, Finding, Inspection

AXE = "axe-core@4.14.1"
PASSWORD = "correct horse battery"
FAULTS = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@pytest.fixture(scope="session")
def axe(npm_published: Callable[[str], Path]) -> str:
    """axe-core as it is published."""
    return (npm_published(AXE) / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """What a target would call if anything of it ran."""
    heard: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()
        thread.join()


@pytest.fixture
def address(filled: Database, tmp_path: Path) -> Iterator[str]:
    """The console on a port, with one user, a running inspection, a queue and deadlines."""
    part = tmp_path / "run" / "MI-9.part" / "data" / "original"
    part.mkdir(parents=True)
    (part / "events.jsonl").write_text("")
    with filled.session() as db:
        users.add(db, "张三", "administrator", PASSWORD)
        db.add(Inspection(id="IN-run", target_id=1, state="running", folder=str(tmp_path / "run")))
        db.add(Due(target_id=1, due_at=now(), state="queued", schedule_id=None, reason="<script>alert(5)</script>"))
        mark = db.query(Finding.fingerprint).limit(1).scalar()
        db.add(
            Rectification(
                target_id=1, fingerprint=mark, deadline=now() - timedelta(days=1), state="overdue", set_by="x"
            )
        )
    console = Console(filled, Audit(filled.folder / NAME))
    bound = serving.listen(serving.Wanted(port=0))
    config = uvicorn.Config(
        make(console), log_level="warning", access_log=False, timeout_graceful_shutdown=1, ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    bound.close()


def log_in(page: Page, address: str, lang: str = "en") -> None:
    page.goto(f"{address}/login")
    page.fill("[name=name]", "张三")
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")
    page.wait_for_url(f"{address}/")
    page.get_by_role("button", name="English" if lang == "en" else "中文").click()


def ways(filled: Database, packs: tuple[Path, Path]) -> list[str]:
    old, new = (root.name for root in packs)
    return [
        "/", "/targets/1", "/targets/new", "/targets/1/case", f"/inspections/{new}", f"/inspections/{new}/seal",
        "/inspections/IN-run", f"/compare?old={old}&new={new}", "/findings", "/recipients", "/matrix?every=true",
        "/schedules", "/calendar", "/deadlines", "/users", "/audit", "/interface", "/account", "/nothing",
    ]  # fmt: skip


@pytest.mark.browser
def test_every_page_in_both_languages_and_nothing_of_the_target_runs(
    filled: Database,
    two_packs: tuple[Path, Path],
    address: str,
    axe: str,
    listener: tuple[str, list[str]],
    tmp_path: Path,
) -> None:
    evil, heard = listener
    seen: list[str] = []
    told: list[tuple[str, str, str, list[str]]] = []
    hostile = f"<img src={evil}/a onerror=fetch('{evil}/b')><script>fetch('{evil}/c')</script>"
    with filled.session() as db:
        row = history.inspection(db, two_packs[1].name)
        row.target.name = hostile
        for finding in history.findings(db, row.id):
            finding.reason_zh = finding.reason_en = finding.page = hostile
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for lang, width, scheme in (("zh-CN", 1280, "light"), ("en", 390, "dark")):
            context = browser.new_context(
                viewport={"width": width, "height": 844}, color_scheme=scheme, locale=lang, timezone_id="Asia/Shanghai"
            )  # type: ignore[arg-type]
            page = context.new_page()
            page.on("request", lambda request: seen.append(request.url))
            page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
            page.on("console", lambda message: seen.append(f"console {message.text}"))
            page.on("pageerror", lambda error: seen.append(f"error {error}"))
            log_in(page, address, lang)
            for way in ways(filled, two_packs):
                page.goto(f"{address}{way}", wait_until="domcontentloaded")
                assert page.locator("html").get_attribute("lang") == lang, way
                page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    told.append((way, lang, "wider than the screen", []))
                page.evaluate(axe)
                faults = page.evaluate(FAULTS)
                told += [(way, lang, one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in faults]
            page.goto(f"{address}/targets/1")
            assert page.get_by_text("onerror=fetch").first.is_visible()
            context.close()
        context = browser.new_context(locale="en")
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url))
        log_in(page, address)
        _report(page, address, two_packs[1])
        _hostile_files(page, address, two_packs[1], evil)
        _decides(page, address, two_packs[1].name)
        name = two_packs[1].name
        with filled.session() as db:
            history.inspection(db, name).pack = str(_hostile_pack(two_packs[1], tmp_path / "hostile", name, evil))
        _nothing_of_it_acts(context.new_page(), f"{address}/inspections/{name}/files/data/derived")
        browser.close()
    assert heard == []
    assert b"downloaded" not in (filled.folder / NAME).read_bytes()
    assert told == []
    strange = [one for one in seen if not one.startswith((address, "data:", "console Failed to load resource"))]
    assert strange == []


def _report(page: Page, address: str, pack: Path) -> None:
    """The report with its style and its pictures, and no script even if the pack had one."""
    page.goto(f"{address}/inspections/{pack.name}/files/data/derived/report.html")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").startswith('"Noto Serif')
    picture = page.locator(".finding img").first
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


def _hostile_files(page: Page, address: str, pack: Path, evil: str) -> None:
    """Opened as pages of their own: saved or shown as text, with an origin of their own."""
    blobs = sorted((pack / "data/original/blobs").iterdir())
    assert len(blobs) >= 2
    for blob in blobs[:2]:
        with page.expect_download() as saved:
            page.evaluate(f"location.href = '/inspections/{pack.name}/files/data/original/blobs/{blob.name}'")
        assert b"evil.example.test" in Path(saved.value.path()).read_bytes() or saved.value.suggested_filename
    page.goto(f"{address}/inspections/{pack.name}/files/data/original/events.jsonl")
    assert page.evaluate("document.contentType") == "text/plain"
    assert page.evaluate("window.origin") == "null"
    assert evil


def _hostile_pack(pack: Path, into: Path, name: str, evil: str) -> Path:
    """A pack whose report, drawings and pictures were written by somebody else, so that they act where they can."""
    own, derived = f"/inspections/{name}", into / "data/derived"
    page = (
        f"<!doctype html><base href='{evil}/'><meta http-equiv=refresh content='0;url={evil}/meta'>"
        f"<style>@import '{evil}/import'; body {{background: url({evil}/css)}} h1 {{background: url({own}/pack.zip)}}"
        f"</style><script>fetch('{evil}/script')</script><link rel=stylesheet href='{evil}/link'><h1>x</h1>"
        f"<body onload=\"fetch('{evil}/onload')\"><img src='{evil}/img'><img src='{own}/pack.zip'>"
        f"<iframe src='{evil}/frame'></iframe><iframe srcdoc=\"<script>fetch('{evil}/srcdoc')</script>\"></iframe>"
        f"<object data='{evil}/object'></object><video src='{evil}/video'></video>"
        f"<form action='{evil}/form' method=post><button>send</button></form>"
        f"<form action='/targets/1/run' method=post><button>run</button></form>"
        f"<a href=\"javascript:fetch('{evil}/javascript')\">act</a><a target=_blank href='{evil}/blank'>open</a>"
    )
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"fetch('{evil}/svg')\">"
        f"<script>fetch('{evil}/in-svg')</script><image href='{evil}/image'/><foreignObject>"
        f"<iframe xmlns='http://www.w3.org/1999/xhtml' src='{evil}/inner'/></foreignObject></svg>"
    )
    shutil.copytree(pack, into)
    for place, text in (("report.html", page), ("timeline.svg", drawing), ("picture.png", page), ("list.csv", page)):
        (derived / place).write_text(text, encoding="utf-8")
    return into


def _nothing_of_it_acts(page: Page, derived: str) -> None:
    for place in ("timeline.svg", "picture.png", "list.csv", "report.html"):
        page.goto(f"{derived}/{place}")
    for name in ("send", "run", "act", "open"):
        page.get_by_text(name, exact=True).click()
    assert page.url.endswith("report.html")
    assert len(page.context.pages) == 2


def _decides(page: Page, address: str, name: str) -> None:
    """A run put into the queue, and a language changed, by pressing."""
    page.goto(f"{address}/targets/1")
    page.get_by_role("button", name="Inspect now").click()
    assert page.get_by_role("status").is_visible()
    page.get_by_role("button", name="中文").click()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert "/targets/1" in page.url
    assert name
