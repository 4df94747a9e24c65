"""npm packages a project names but has not built: what the tools' "build npm" would put into miniprogram_npm."""

from pathlib import Path
from typing import Any

from crawler.host.lenient import LenientError, parse

_KEPT = frozenset({".js", ".json", ".wxml", ".wxss", ".wxs", ".ttf", ".woff", ".png", ".svg", ".jpg", ".gif"})
_MAX_FILES = 6000


def npm_files(folder: Path, root: Path) -> dict[str, Path]:
    """Virtual ``miniprogram_npm/<package>/…`` paths -> files under ``node_modules``, for each dependency."""
    found: dict[str, Path] = {}
    for base in dict.fromkeys((root, folder)):
        names = list(_manifest(base).get("dependencies") or {})
        done: set[str] = set()
        while names:
            name = names.pop(0)
            package = base / "node_modules" / name
            if name in done or not package.is_dir() or ".." in Path(name).parts:
                continue
            done.add(name)
            manifest = _manifest(package)
            names += list(manifest.get("dependencies") or {})
            if not (root / "miniprogram_npm" / name).is_dir():
                _add(found, name, package, manifest)
    return found


def _add(found: dict[str, Path], name: str, package: Path, manifest: dict[str, Any]) -> None:
    source = package / str(manifest.get("miniprogram") or "miniprogram_dist")
    if not source.is_dir():
        source = _source_of_main(found, name, package, manifest)
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        if "node_modules" in relative.parts or path.suffix not in _KEPT or len(found) >= _MAX_FILES:
            continue
        if path.is_file() and path.resolve().is_relative_to(package.resolve()):
            found.setdefault(f"miniprogram_npm/{name}/{relative.as_posix()}", path)


def _source_of_main(found: dict[str, Path], name: str, package: Path, manifest: dict[str, Any]) -> Path:
    main = package / str(manifest.get("main") or "index.js")
    for candidate in (main, main.with_name(main.name + ".js"), main / "index.js"):
        if candidate.is_file() and candidate.resolve().is_relative_to(package.resolve()):
            found[f"miniprogram_npm/{name}/index.js"] = candidate
            return candidate.parent
    return package


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = parse((folder / "package.json").read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, LenientError):
        return {}
    return found if isinstance(found, dict) else {}
