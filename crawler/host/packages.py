"""npm packages a project names but has not built: what the tools' "build npm" would put into miniprogram_npm.

Packages made for mini programs (``miniprogram`` in package.json) are copied whole. Of others only what the program
reaches from its own code is taken, file by file, with the paths it has in the package and an ``index.js`` for ``main``.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.host.lenient import LenientError, parse

_KEPT = frozenset({".js", ".json", ".wxml", ".wxss", ".wxs", ".ttf", ".woff", ".png", ".svg", ".jpg", ".gif"})
_MAX_FILES = 6000
_MAX_SOURCE = 8 * 1024 * 1024
_NAME = re.compile(r"(@[\w.-]+/)?[\w-][\w.-]*")
_SPECIFIER = re.compile(r"""(?:\brequire\s*\(|\bfrom\b|\bimport\b\s*\(?)\s*['"]([^'"\n]+)['"]""")


@dataclass(frozen=True)
class Place:
    """Where a package.json is, and the folder of the program whose ``miniprogram_npm`` is built from it."""

    base: Path
    prefix: str = ""
    """``""`` for the program's root, else a folder with ``/`` at its end."""


@dataclass
class Packages:
    """Virtual ``miniprogram_npm/<package>/…`` paths -> files under ``node_modules``, or texts made by the build."""

    files: dict[str, Path] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def places(folder: Path, root: Path, settings: Mapping[str, Any], files: Iterable[str]) -> list[Place]:
    """Every package.json that counts: the project's list when it packs by hand, else the program's folders."""
    found = [Place(root), Place(folder)]
    setting = settings.get("setting")
    relations = setting.get("packNpmRelationList") if isinstance(setting, dict) else None
    if isinstance(setting, dict) and setting.get("packNpmManually") and isinstance(relations, list):
        for relation in (r for r in relations if isinstance(r, dict)):
            base = (folder / str(relation.get("packageJsonPath") or "package.json")).parent
            target = (folder / str(relation.get("miniprogramNpmDistDir") or "")).resolve()
            if target.is_relative_to(root.resolve()) and base.resolve().is_relative_to(folder.resolve()):
                prefix = target.relative_to(root.resolve()).as_posix()
                found.append(Place(base, "" if prefix == "." else prefix + "/"))
    inside = [f for f in files if f.endswith("/package.json") and "miniprogram_npm/" not in f]
    inside = [name for name in inside if not _is_cloud(root / name, folder, settings)]
    found += [Place(root / posixpath.dirname(name), posixpath.dirname(name) + "/") for name in inside]
    return list({(place.base.resolve(), place.prefix): place for place in found}.values())


def _is_cloud(file: Path, folder: Path, settings: Mapping[str, Any]) -> bool:
    """Whether a file belongs to the functions that run on the platform's servers."""
    cloud = str(settings.get("cloudfunctionRoot") or "").strip("/")
    return bool(cloud) and file.resolve().is_relative_to((folder / cloud).resolve())


def build(folder: Path, found: Iterable[Place], texts: Mapping[str, str]) -> Packages:
    """Build the packages of these places for a program with these texts. Nothing outside ``folder`` is read."""
    work = _Build(folder.resolve(), texts)
    for place in found:
        work.place(place)
    if work.plain:
        work.follow(spec for path, text in texts.items() for spec in _specifiers(path, text))
    return work.out


class _Build:
    def __init__(self, folder: Path, texts: Mapping[str, str]) -> None:
        self.out = Packages()
        self.plain: dict[str, dict[str, Path]] = {}
        """Package made for other surroundings -> its virtual folders and where each stands."""
        self._folder = folder
        self._texts = texts
        self._built = {path.rpartition("miniprogram_npm/")[0] + _package(path) for path in texts if _package(path)}
        self._placed: dict[str, Path] = {}
        self._specifiers: list[str] = []
        self._done: set[str] = set()

    def place(self, place: Place) -> None:
        queue: list[tuple[str, Path, str]] = [(n, place.base, place.prefix) for n in _dependencies(place.base)]
        while queue:
            name, start, prefix = queue.pop(0)
            package = self._find(name, start)
            if package is None:
                if start == place.base:
                    self._missing(name, place)
                continue
            virtual = f"{prefix}miniprogram_npm/{name}"
            if self._placed.get(virtual, package) != package:
                virtual = f"{self._virtual(start) or prefix.rstrip('/')}/miniprogram_npm/{name}".lstrip("/")
            if virtual in self._placed:
                continue
            self._placed[virtual] = package
            if prefix + name not in self._built:
                self._add(name, virtual, package)
            queue += [(dependency, package, prefix) for dependency in _dependencies(package)]

    def follow(self, specifiers: Iterable[str]) -> None:
        """Take what can be reached from these ``require`` and ``import`` texts."""
        queue = [*specifiers, *self._specifiers]
        while queue:
            spec = queue.pop()
            if spec in self._done:
                continue
            self._done.add(spec)
            match = _NAME.match(spec)
            name = match.group() if match else ""
            for virtual, package in self.plain.get(name, {}).items():
                queue += self._reach(virtual, package, spec.removeprefix(name).strip("/"))

    def _find(self, name: str, start: Path) -> Path | None:
        """As Node looks for it: ``node_modules`` here, then in each folder above, within the project."""
        if not _NAME.fullmatch(name):
            return None
        for base in (start, *start.parents):
            package = base / "node_modules" / name
            if package.is_dir():
                real = package.resolve()
                if real.is_relative_to(self._folder):
                    return real
                self._problem(f"node_modules/{name}: a link out of the project folder, not read; install it there")
                return None
            if base.resolve() == self._folder:
                break
        return None

    def _virtual(self, package: Path) -> str:
        return next((virtual for virtual, real in self._placed.items() if real == package), "")

    def _missing(self, name: str, place: Place) -> None:
        quoted = re.compile(rf"""['"]{re.escape(name)}['"/]""")
        if place.prefix + name in self._built or name in self._built or not _NAME.fullmatch(name):
            return
        used = (path for path, text in self._texts.items() if name in text and not path.endswith("package.json"))
        if any(quoted.search(self._texts[path]) for path in used):
            self._problem(f"package.json: the package '{name}' is not installed; run 'npm install' in {place.base}")

    def _problem(self, sentence: str) -> None:
        if sentence not in self.out.problems:
            self.out.problems.append(sentence)

    def _add(self, name: str, virtual: str, package: Path) -> None:
        source = package / str(manifest(package).get("miniprogram") or "miniprogram_dist")
        if not source.is_dir() or not source.resolve().is_relative_to(package):
            self.plain.setdefault(name, {})[virtual] = package
            return
        for path in sorted(source.rglob("*")):
            relative = path.relative_to(source)
            if "node_modules" in relative.parts or path.suffix not in _KEPT or len(self.out.files) >= _MAX_FILES:
                continue
            if path.is_file() and path.resolve().is_relative_to(package):
                self.out.files.setdefault(f"{virtual}/{relative.as_posix()}", path)
                if path.suffix == ".js":
                    self._specifiers += _specifiers(path.name, _text(path))

    def _reach(self, virtual: str, package: Path, inside: str) -> list[str]:
        """Take a file of a package and all it requires from the same package; returns the other requires."""
        entry = _resolve(package, package / inside) if inside else _main(package)
        if entry is None:
            return []
        name = _virtual_name(entry.relative_to(package).as_posix())
        stub = f"{inside}/index.js" if inside else "index.js"
        if name not in (stub, *([inside, inside + ".js", inside + ".json"] if inside else ())):
            self.out.texts[f"{virtual}/{stub}"] = f"module.exports = require({json.dumps(f'/{virtual}/{name}')});"
        others: list[str] = []
        queue = [entry]
        while queue and len(self.out.files) < _MAX_FILES:
            path = queue.pop()
            place = f"{virtual}/{_virtual_name(path.relative_to(package).as_posix())}"
            if place in self.out.files:
                continue
            self.out.files[place] = path
            for spec in _specifiers(path.name, _text(path)):
                near = _resolve(package, path.parent / spec) if spec.startswith(".") else None
                if near is not None:
                    queue.append(near)
                elif not spec.startswith("."):
                    others.append(spec)
        return others


def manifest(folder: Path) -> dict[str, Any]:
    """A folder's package.json; empty when missing or unusable."""
    try:
        found = parse((folder / "package.json").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, LenientError):
        return {}
    return found if isinstance(found, dict) else {}


def _dependencies(folder: Path) -> list[str]:
    named = manifest(folder).get("dependencies")
    return [str(name) for name in named] if isinstance(named, dict) else []


def _package(path: str) -> str:
    """Name of the built package a file of the program belongs to, "" for none."""
    match = _NAME.match(path.rpartition("miniprogram_npm/")[2]) if "miniprogram_npm/" in path else None
    return match.group() if match else ""


def _specifiers(path: str, text: str) -> Iterator[str]:
    if path.endswith((".js", ".ts", ".cjs", ".mjs")):
        yield from _SPECIFIER.findall(text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size <= _MAX_SOURCE else ""
    except OSError:
        return ""


def _virtual_name(name: str) -> str:
    return name + ".js" if name.endswith((".cjs", ".mjs")) else name


def _main(package: Path) -> Path | None:
    named = manifest(package)
    exported = named.get("exports")
    if isinstance(exported, dict):
        exported = exported.get(".", exported)
    while isinstance(exported, dict):
        exported = next((exported[k] for k in ("require", "default", "import") if k in exported), None)
    for candidate in (named.get("main"), exported, named.get("module"), "index.js"):
        found = _resolve(package, package / candidate) if isinstance(candidate, str) else None
        if found is not None:
            return found
    return None


def _resolve(package: Path, path: Path) -> Path | None:
    """A file of the package for what a ``require`` names, or None."""
    names = [path, *(path.with_name(path.name + suffix) for suffix in (".js", ".json", ".cjs", ".mjs"))]
    for candidate in (*names, path / "index.js"):
        if candidate.is_file():
            real = candidate.resolve()
            return real if real.is_relative_to(package) else None
    return None
