"""Which components a program uses, with every path resolved as the platform does."""

import posixpath
from dataclasses import dataclass, field
from typing import Any

from crawler.host.project import Project

_KEPT = ("component", "componentGenerics", "styleIsolation", "addGlobalClass", "pureDataPattern", "options")


@dataclass
class Components:
    """``order`` has dependencies before their users; ``missing`` are plain sentences."""

    configs: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def resolve(project: Project) -> Components:
    """Static configuration of every page and of every component reachable from one."""
    found = Components()
    shared = _mapping(project.app)
    roots = list(project.pages)
    bar = project.app.get("tabBar")
    if isinstance(bar, dict) and bar.get("custom") and "custom-tab-bar/index.wxml" in project.texts:
        roots.append("custom-tab-bar/index")
    for path in roots:
        _visit(project, path, shared, found)
    return found


def _visit(project: Project, start: str, shared: dict[str, str], found: Components) -> None:
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        path, done = stack.pop()
        if done:
            found.order.append(path)
            continue
        if path in found.configs:
            continue
        config = _config(project, path, shared, found)
        found.configs[path] = config
        stack.append((path, True))
        needed = [*config["usingComponents"].values(), *_generic_defaults(config)]
        stack += [(target.lstrip("/"), False) for target in needed if target.startswith("/")]


def _generic_defaults(config: dict[str, Any]) -> list[str]:
    generics = config.get("componentGenerics") or {}
    return [g["default"] for g in generics.values() if isinstance(g, dict) and g.get("default")]


def _config(project: Project, path: str, shared: dict[str, str], found: Components) -> dict[str, Any]:
    raw = project.config(path)
    config = {key: raw[key] for key in _KEPT if key in raw}
    using: dict[str, str] = {}
    for source, table in (("app", shared), (path, _mapping(raw))):
        for tag, target in table.items():
            place = locate(project, source, target)
            if place is not None:
                using[tag] = "/" + place
            elif not target.startswith(("plugin://", "plugin-private://", "dynamicLib://")):
                _note(found, f"{source}.json: the component '{tag}' ({target}) is not in the project")
            else:
                _note(found, f"{source}.json: the plugin component '{tag}' ({target}) is not supported")
    config["usingComponents"] = using
    generics = raw.get("componentGenerics")
    if isinstance(generics, dict):
        config["componentGenerics"] = {k: _generic(project, path, v) for k, v in generics.items()}
    placeholder = raw.get("componentPlaceholder")
    if isinstance(placeholder, dict):
        config["componentPlaceholder"] = placeholder
    return config


def _generic(project: Project, path: str, value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("default"), str):
        place = locate(project, path, value["default"])
        return {"default": "/" + place} if place is not None else True
    return True


def _note(found: Components, sentence: str) -> None:
    if sentence not in found.missing:
        found.missing.append(sentence)


def _mapping(config: dict[str, Any]) -> dict[str, str]:
    table = config.get("usingComponents")
    return {str(k): str(v) for k, v in table.items()} if isinstance(table, dict) else {}


def locate(project: Project, source: str, target: str) -> str | None:
    """Path of a component without suffix: absolute, relative, then ``miniprogram_npm`` walking up."""
    folder = posixpath.dirname(source)
    target = target.strip()
    for name, place in project.aliases:
        if name.endswith("/") and target.startswith(name):
            found = _known(project, [posixpath.normpath(place + target.removeprefix(name))])
            if found is not None:
                return found
    if target.startswith("/"):
        candidates = [target.lstrip("/")]
    else:
        candidates = [posixpath.normpath(posixpath.join(folder, target))]
        if not target.startswith("."):
            candidates.append(posixpath.normpath(target))
            candidates += [posixpath.join(base, "miniprogram_npm", target) for base in _upwards(folder)]
    return _known(project, candidates)


def _known(project: Project, candidates: list[str]) -> str | None:
    for candidate in candidates:
        for place in (candidate, candidate + "/index"):
            scripted = place + ".json" in project.texts and any(place + s in project.texts for s in (".js", ".ts"))
            if place + ".wxml" in project.texts or scripted:
                return place
    return None


def _upwards(folder: str) -> list[str]:
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:n]) for n in range(len(parts), -1, -1)]
