"""A mini program's project folder as its tools see it: app.json, pages, packages, sources."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from crawler.host.lenient import LenientError, parse
from crawler.host.packages import npm_files

SOURCES = frozenset({".js", ".ts", ".wxml", ".wxss", ".wxs", ".json", ".less", ".scss", ".css"})
_SKIPPED = frozenset({"node_modules", ".git", ".svn", ".idea", ".vscode"})
_MAX_SOURCE = 8 * 1024 * 1024


class ProjectError(Exception):
    """The project cannot be started; one sentence that names the file and the mend."""


@dataclass(frozen=True)
class Project:
    """What was read from disk. Paths are relative to the mini program's root, with ``/``."""

    root: Path
    app: dict[str, Any]
    settings: dict[str, Any]
    """``project.config.json``, empty when there is none."""
    files: dict[str, Path]
    """Every file of the program, sources and assets."""
    pages: tuple[str, ...]
    """Declared pages that exist, entry page first, each once."""
    problems: tuple[str, ...] = ()
    """What is wrong but does not keep the program from starting."""
    texts: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def appid(self) -> str:
        return str(self.settings.get("appid") or "")

    @property
    def entry(self) -> str:
        return str(self.app.get("entryPagePath") or self.pages[0]).strip("/").removesuffix(".html")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all sources: equal for equal programs."""
        total = hashlib.sha256()
        for path, text in sorted(self.texts.items()):
            total.update(f"{path}\0{len(text)}\0{text}".encode("utf-8", "replace"))
        return total.hexdigest()

    def config(self, path: str) -> dict[str, Any]:
        """The ``.json`` beside a page or component; empty when missing or unusable."""
        text = self.texts.get(path + ".json")
        if not text:
            return {}
        try:
            found = parse(text)
        except LenientError:
            return {}
        return found if isinstance(found, dict) else {}


def read(folder: Path) -> Project:
    """Read a project folder. Raises ProjectError when the program cannot be started from it."""
    if not folder.is_dir():
        raise ProjectError(f"{folder}: there is no such folder; give the folder that holds app.json")
    settings = _settings(folder)
    root = _root(folder, settings)
    problems: list[str] = []
    files = _files(root)
    for virtual, real in npm_files(folder, root).items():
        files.setdefault(virtual, real)
    texts = _texts(files, problems)
    app = _app(root, texts)
    declared = _declared(app)
    pages = tuple(p for p in declared if p + ".wxml" in texts)
    for page in declared:
        if page not in pages:
            problems.append(f"app.json: the page '{page}' has no file {page}.wxml; add it or take it out of 'pages'")
        elif page + ".js" not in texts and page + ".ts" not in texts:
            problems.append(f"{page}.js: the page's script is missing; it is shown without logic")
    if not pages:
        raise ProjectError(f"{root / 'app.json'}: none of its pages exists in {root}; check 'pages'")
    return Project(root, app, settings, files, pages, tuple(problems), texts)


def _settings(folder: Path) -> dict[str, Any]:
    path = folder / "project.config.json"
    try:
        found = parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, LenientError):
        return {}
    return found if isinstance(found, dict) else {}


def _root(folder: Path, settings: dict[str, Any]) -> Path:
    named = folder / str(settings.get("miniprogramRoot") or "").strip("/")
    for candidate in (named, folder):
        if (candidate / "app.json").is_file() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate
    raise ProjectError(
        f"{folder}: no app.json here; give the folder that holds app.json, or one whose project.config.json names it "
        "in 'miniprogramRoot'"
    )


def _files(root: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    base = root.resolve()
    queue = [root]
    while queue:
        for path in sorted(queue.pop().iterdir()):
            if path.name in _SKIPPED or not path.resolve().is_relative_to(base):
                continue
            if path.is_dir():
                queue.append(path)
            elif path.is_file():
                found[path.relative_to(root).as_posix()] = path
    return found


def _texts(files: dict[str, Path], problems: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, path in files.items():
        if path.suffix not in SOURCES:
            continue
        if path.stat().st_size > _MAX_SOURCE:
            problems.append(f"{name}: larger than {_MAX_SOURCE >> 20} MiB, not read as a source")
            continue
        texts[name] = path.read_bytes().decode("utf-8-sig", "replace")
    return texts


def _app(root: Path, texts: dict[str, str]) -> dict[str, Any]:
    path = root / "app.json"
    try:
        app = parse(texts.get("app.json", ""))
    except LenientError as error:
        raise ProjectError(f"{path}: not valid JSON, {error}; mend that line") from None
    if not isinstance(app, dict) or not isinstance(app.get("pages"), list):
        raise ProjectError(f"{path}: it has no list 'pages'; add the paths of the program's pages")
    return app


def _declared(app: dict[str, Any]) -> list[str]:
    entry = str(app.get("entryPagePath") or "").strip("/").removesuffix(".html")
    pages = ([entry] if entry else []) + [str(page).strip("/") for page in app["pages"]]
    for package in app.get("subpackages") or app.get("subPackages") or []:
        if isinstance(package, dict):
            base = str(package.get("root", "")).strip("/")
            pages += [f"{base}/{str(page).strip('/')}" for page in package.get("pages", [])]
    return list(dict.fromkeys(pages))
