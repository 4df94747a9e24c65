"""A mini program's project folder as its tools see it: app.json, pages, packages, sources."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from crawler.host import extended
from crawler.host.lenient import LenientError, parse
from crawler.host.packages import build, places
from crawler.host.packing import packed
from crawler.host.theme import themed, variables

SOURCES = frozenset({".js", ".ts", ".wxml", ".wxss", ".wxs", ".json", ".less", ".scss", ".sass", ".css"})
_SKIPPED = frozenset({"node_modules", ".git", ".svn", ".idea", ".vscode"})
_MAX_SOURCE = 8 * 1024 * 1024
_MAX_SOURCES = 128 * 1024 * 1024
_NAMED_AT_MOST = 20
"""How many missing pages are named one by one."""


class ProjectError(Exception):
    """The project cannot be started; one sentence that names the file and the mend."""


class Asset(Protocol):
    """A file of the program: a path on disk, or a part of a compiled package."""

    @property
    def name(self) -> str: ...

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class PackedCode:
    """Compiled code of the main package or of a subpackage, (path, text) in the order it is to run."""

    root: str
    """``""`` for the main package, else a folder with ``/`` at its end."""
    view: tuple[tuple[str, str], ...]
    """What makes the templates."""
    service: tuple[tuple[str, str], ...]
    """What defines the modules."""
    modules: tuple[str, ...]
    """Paths of those modules."""


@dataclass(frozen=True)
class Project:
    """What was read from disk. Paths are relative to the mini program's root, with ``/``."""

    root: Path
    app: dict[str, Any]
    settings: dict[str, Any]
    """``project.config.json``, empty when there is none."""
    files: Mapping[str, Asset]
    """Every file of the program, sources and assets."""
    pages: tuple[str, ...]
    """Declared pages that exist, entry page first, each once."""
    problems: tuple[str, ...] = ()
    """What is wrong but does not keep the program from starting."""
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    app_styles: tuple[str, ...] = ()
    """Style sheets that stand before the app's own without being named by it."""
    packed: tuple[PackedCode, ...] = field(default=(), repr=False)
    """Filled for a compiled package: scripts and templates come from it, ``texts`` only tell which there are."""

    theme: dict[str, Any] = field(default_factory=dict)
    """Variables of the theme file."""

    @property
    def appid(self) -> str:
        return str(self.settings.get("appid") or "")

    @property
    def entry(self) -> str:
        return str(self.app.get("entryPagePath") or self.pages[0]).strip("/").removesuffix(".html")

    @cached_property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """``resolveAlias`` of app.json as (beginning, path from the root), the longest beginning first."""
        table = self.app.get("resolveAlias")
        pairs = table.items() if isinstance(table, dict) else ()
        found = [(name.removesuffix("*"), str(place).removesuffix("*").lstrip("./")) for name, place in pairs]
        return tuple(sorted(found, key=lambda pair: -len(pair[0])))

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
        return themed(found, self.theme) if isinstance(found, dict) else {}


def read(folder: Path) -> Project:
    """Read a project folder. Raises ProjectError when the program cannot be started from it."""
    if not folder.is_dir():
        raise ProjectError(f"{folder}: there is no such folder; give the folder that holds app.json")
    settings = _settings(folder)
    root = _root(folder, settings)
    problems: list[str] = []
    files = packed(_files(root, problems), settings, problems)
    texts = _texts(files, problems)
    app = _app(root, files, texts)
    theme = variables(app, texts)
    app = themed(app, theme, ("window", "tabBar"))
    library = extended.library(app)
    packages = build(folder, places(folder, root, settings, files), texts)
    added = {**library.files, **packages.files}
    texts = {**_texts(added, problems), **packages.texts, **texts}
    problems += [*library.problems, *packages.problems]
    declared = _declared(app)
    pages = tuple(p for p in declared if p + ".wxml" in texts)
    problems += _page_problems(declared, texts)
    if not pages:
        raise ProjectError(f"{root / 'app.json'}: none of its pages exists in {root}; check 'pages'")
    return Project(root, app, settings, {**added, **files}, pages, tuple(problems), texts, library.styles, theme=theme)


def _page_problems(declared: list[str], texts: Mapping[str, str]) -> list[str]:
    missing = [page for page in declared if page + ".wxml" not in texts]
    found = [
        f"app.json: the page '{page}' has no file {page}.wxml; add it or take it out of 'pages'"
        for page in missing[:_NAMED_AT_MOST]
    ]
    if len(missing) > _NAMED_AT_MOST:
        found.append(f"app.json: {len(missing) - _NAMED_AT_MOST} further pages have no file")
    found += [
        f"{page}.js: the page's script is missing; it is shown without logic"
        for page in declared
        if page + ".wxml" in texts and page + ".js" not in texts and page + ".ts" not in texts
    ]
    return found


def _settings(folder: Path) -> dict[str, Any]:
    """project.config.json with what project.private.config.json says instead, as the tools read them."""
    found = _json(folder / "project.config.json")
    for key, value in _json(folder / "project.private.config.json").items():
        known = found.get(key)
        found[key] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return found


def _json(path: Path) -> dict[str, Any]:
    try:
        found = parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, LenientError):
        return {}
    return found if isinstance(found, dict) else {}


def _root(folder: Path, settings: dict[str, Any]) -> Path:
    named = [str(settings.get(key) or "").strip("/") for key in ("miniprogramRoot", "srcMiniprogramRoot")]
    for candidate in (*(folder / name for name in named), folder):
        if (candidate / "app.json").is_file() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate
    if (folder / "game.json").is_file() or settings.get("compileType") == "game":
        raise ProjectError(f"{folder}: this is a mini game; give the folder of a mini program, one with app.json")
    if named[0] and (folder / named[0]).resolve().is_relative_to(folder.resolve()):
        raise ProjectError(
            f"{folder / 'project.config.json'}: there is no app.json in '{named[0]}', which 'miniprogramRoot' names; "
            "build the project as its readme says, or correct that path"
        )
    raise ProjectError(
        f"{folder}: no app.json here; give the folder that holds app.json, or one whose project.config.json names it "
        "in 'miniprogramRoot'"
    )


def _files(root: Path, problems: list[str]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    base = root.resolve()
    queue = [(root, False)]
    while queue:
        folder, linked = queue.pop()
        for path in sorted(folder.iterdir()):
            if path.name in _SKIPPED:
                continue
            name = path.relative_to(root).as_posix()
            link = path.is_symlink()
            # A folder linked from within a linked folder could go round for ever.
            if link and (not path.resolve().is_relative_to(base) or (linked and path.is_dir())):
                problems.append(f"{name}: a link that leads out of the project or in a circle; it is not followed")
            elif path.is_dir():
                if not (link and path.parent.resolve().is_relative_to(path.resolve())):
                    queue.append((path, linked or link))
            elif path.is_file():
                found[name] = path
    return found


def _texts(files: Mapping[str, Path], problems: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    total = 0
    for name, path in files.items():
        if PurePosixPath(name).suffix not in SOURCES:
            continue
        try:
            size = path.stat().st_size
            if size > _MAX_SOURCE:
                problems.append(f"{name}: larger than {_MAX_SOURCE >> 20} MiB, not read as a source; make it smaller")
            elif total + size > _MAX_SOURCES:
                problems.append(f"{name}: the sources before it fill {_MAX_SOURCES >> 20} MiB; it is not read")
            else:
                total += size
                texts[name] = path.read_bytes().decode("utf-8-sig", "replace")
        except OSError as error:
            problems.append(f"{name}: it cannot be read ({error.strerror}); check its permissions")
    return texts


def _app(root: Path, files: Mapping[str, Path], texts: Mapping[str, str]) -> dict[str, Any]:
    path = root / "app.json"
    if "app.json" in files and "app.json" not in texts:
        raise ProjectError(f"{path}: larger than {_MAX_SOURCE >> 20} MiB or not readable; make it smaller")
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
    packages = app.get("subpackages") or app.get("subPackages")
    for package in packages if isinstance(packages, list) else ():
        if isinstance(package, dict) and isinstance(package.get("pages"), list):
            base = str(package.get("root") or "").strip("/")
            pages += [f"{base}/{str(page).strip('/')}".lstrip("/") for page in package["pages"]]
    return list(dict.fromkeys(pages))
