"""A mini program in memory, and the ways in which an operator changes its sources."""

import copy
import json
import os
import re
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import json5

SERVERS = "servers.toml"
"""What is special about the servers; scripts/measures/laboratory.py reads it and answers in the stub's place."""
_SKIPPED = frozenset({".git", "node_modules"})
_APP = re.compile(r"\bApp\s*\(\s*\{")
_PAGE = re.compile(r"\bPage\s*\(\s*\{")
_HAN = re.compile(r"[一-鿿]")


class Unfit(Exception):
    """The program's sources have not the form that a change needs; another program is taken."""


@dataclass
class Program:
    """Sources by path, profile and stub backend. Every change below is a transform of these texts."""

    name: str
    files: dict[str, bytes]
    profile: dict[str, Any]
    backend: dict[str, Any]
    beacon: str
    """Host of the beacon: known to the measurement only, and taken out of the recording before it is judged."""
    modules: Path | None = None
    """``node_modules`` that the program needs beside it."""
    says: str = ""
    """Where a person decides, or nothing ever fails: what the check's sheet has to name (or, in a look-alike, must not)."""
    _taken: set[str] = field(default_factory=set)

    def copy(self, beacon: str) -> "Program":
        backend = {**self.backend, "routes": list(self.backend.get("routes", ()))}
        return Program(self.name, dict(self.files), copy.deepcopy(self.profile), backend, beacon, self.modules)

    def text(self, path: str) -> str:
        try:
            return self.files[path].decode("utf-8-sig")
        except (KeyError, UnicodeDecodeError) as error:
            raise Unfit(f"{self.name}: {path}: {error}") from None

    def put(self, path: str, text: str) -> None:
        self.files[path] = text.encode()

    @property
    def app(self) -> dict[str, Any]:
        return parsed(self.text("app.json"))

    def set_app(self, app: dict[str, Any]) -> None:
        self.put("app.json", json.dumps(app, ensure_ascii=False, indent=2))

    @property
    def entry(self) -> str:
        enter = self.profile.get("host", {}).get("enter", {}).get("path")
        return str(enter or self.app.get("entryPagePath") or self.app["pages"][0]).strip("/")

    @property
    def tabs(self) -> tuple[str, ...]:
        return tuple(t["pagePath"] for t in self.app.get("tabBar", {}).get("list", ()))

    @property
    def chinese(self) -> bool:
        return bool(_HAN.search(self.title))

    @property
    def title(self) -> str:
        return str(self.profile["target"]["name"])

    @property
    def operator(self) -> str:
        return self._target("operator")

    @property
    def host(self) -> str:
        """The operator's own server."""
        return self._target("operator_hosts")

    def _target(self, name: str) -> str:
        found = self.profile["target"].get(name)
        if not found:
            raise Unfit(f"{self.name}: its profile names no {name}")
        return str(found if isinstance(found, str) else found[0])

    # --- names that nothing else in the program has

    def fresh(self, name: str) -> str:
        number, found = 1, name
        while found in self._taken or any(found.encode() in body for body in self.files.values()):
            number += 1
            found = f"{name}{number}"
        self._taken.add(found)
        return found

    # --- app.json

    def add_page(
        self,
        path: str,
        wxml: str,
        js: str,
        *,
        style: str = "",
        config: dict[str, Any] | None = None,
        first: bool = False,
    ) -> None:
        app = self.app
        if path in app["pages"]:
            raise Unfit(f"{self.name} has a page {path}")
        app["pages"] = [path, *app["pages"]] if first else [*app["pages"], path]
        if first:
            app.pop("entryPagePath", None)
            self.profile.get("host", {}).pop("enter", None)
        self.set_app(app)
        self.put(f"{path}.wxml", wxml)
        self.put(f"{path}.js", js)
        self.put(f"{path}.json", json.dumps(config or {}, ensure_ascii=False))
        if style:
            self.put(f"{path}.wxss", style)

    def add_component(self, path: str, wxml: str, js: str, *, style: str = "") -> None:
        self.put(f"{path}.wxml", wxml)
        self.put(f"{path}.js", js)
        self.put(f"{path}.json", '{ "component": true }')
        if style:
            self.put(f"{path}.wxss", style)

    def use_component(self, page: str, tag: str, path: str) -> None:
        config = parsed(self.text(f"{page}.json")) if f"{page}.json" in self.files else {}
        config["usingComponents"] = {**config.get("usingComponents", {}), tag: f"/{path}"}
        self.put(f"{page}.json", json.dumps(config, ensure_ascii=False))

    def private_info(self, name: str, scope: str = "", why: str = "") -> None:
        """``requiredPrivateInfos`` and ``permission`` of app.json."""
        app = self.app
        app["requiredPrivateInfos"] = sorted({*app.get("requiredPrivateInfos", ()), name})
        if scope:
            app["permission"] = {**app.get("permission", {}), scope: {"desc": why}}
        self.set_app(app)

    # --- scripts and templates

    def at_launch(self, code: str) -> None:
        self._hook("app.js", _APP, "onLaunch", code)

    def on_page(self, page: str, hook: str, code: str) -> None:
        self._hook(f"{page}.js", _PAGE, hook, code)

    def add_method(self, page: str, method: str) -> None:
        """``method`` is the text of one property of the page, without a comma at its end."""
        self._insert(f"{page}.js", _PAGE, f"\n  {method},")

    def _hook(self, path: str, opening: re.Pattern[str], hook: str, code: str) -> None:
        text = self.text(path)
        known = re.findall(
            rf"(?m)^\s*(?:async\s+)?{hook}\s*(?::\s*(?:async\s+)?function\s*\w*)?\s*\([^)]*\)\s*\{{", text
        )
        if len(known) > 1:
            raise Unfit(f"{self.name}: {path} has {hook} more than once")
        if known:
            self.put(path, text.replace(known[0], f"{known[0]}\n{code}\n", 1))
        elif re.search(rf"\b{hook}\s*[:=(]", text):
            raise Unfit(f"{self.name}: {path} has {hook} in a form of its own")
        else:
            self._insert(path, opening, f"\n  {hook}() {{\n{code}\n  }},")

    def _insert(self, path: str, opening: re.Pattern[str], piece: str) -> None:
        text = self.text(path)
        found = opening.findall(text)
        if len(found) != 1:
            raise Unfit(f"{self.name}: {path} has {len(found)} definitions")
        place = next(opening.finditer(text)).end()
        self.put(path, text[:place] + piece + text[place:])

    def wxml(self, page: str, piece: str, *, top: bool) -> None:
        path = f"{page}.wxml"
        text = self.text(path)
        self.put(path, f"{piece}\n{text}" if top else f"{text}\n{piece}\n")

    def wxss(self, page: str, piece: str) -> None:
        path = f"{page}.wxss"
        self.put(path, (self.text(path) + "\n" if path in self.files else "") + piece)

    # --- profile and backend

    def declare(self, key: str, text: str) -> None:
        """A kind in the platform's guidelines (``setting_list``)."""
        settings = self.profile.setdefault("declared", {}).setdefault("setting_list", [])
        if all(s["privacy_key"] != key for s in settings):
            settings.append({"privacy_key": key, "privacy_text": text})

    def declares(self, key: str) -> bool:
        return any(s["privacy_key"] == key for s in self.profile.get("declared", {}).get("setting_list", ()))

    def undeclare(self, *keys: str) -> None:
        declared = self.profile.setdefault("declared", {})
        declared["setting_list"] = [s for s in declared.get("setting_list", []) if s["privacy_key"] not in keys]

    def route(self, host: str, path: str, answer: dict[str, Any], method: str = "*") -> None:
        self.backend.setdefault("routes", []).insert(0, {"host": host, "path": path, "method": method, "json": answer})

    # --- the proof that it happened

    def proof(self, name: str = "done") -> str:
        """A statement that sends the beacon: nothing of the user, only that this line ran."""
        return f"wx.request({{ url: 'https://{self.beacon}/{name}' }});"

    # --- out to disk

    def write(self, folder: Path) -> None:
        for path, body in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        beacon = {"host": self.beacon, "path": "/*", "method": "*", "json": {}}
        backend = {**self.backend, "routes": [beacon, *self.backend.get("routes", [])]}
        (folder / "backend.json").write_text(json.dumps(backend, ensure_ascii=False), encoding="utf-8")
        profile = {**self.profile, "backend": {"mode": "stub", "file": "backend.json"}}
        (folder / "minispect.toml").write_text(toml(profile), encoding="utf-8")
        if self.modules is not None:
            # A link out of the folder is not read: what is scanned is what lies in it.
            shutil.copytree(self.modules, folder / "node_modules", copy_function=_same_file, symlinks=False)


def _same_file(source: str, target: str) -> str:
    """Thousands of them for each mutant: the same bytes under another name where the disk allows."""
    try:
        os.link(Path(source).resolve(), target)
    except OSError:
        shutil.copy2(source, target)
    return target


def parsed(text: str) -> dict[str, Any]:
    """JSON as programs write it: comments and trailing commas are there."""
    try:
        return dict(json.loads(text))
    except ValueError:
        return dict(json5.loads(text))


def load(folder: Path, name: str, profile: Path | None = None) -> Program:
    """Reads a project folder with its profile and stub backend."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _SKIPPED & set(path.relative_to(folder).parts)
    }
    own = profile or folder / "minispect.toml"
    data = tomllib.loads(own.read_text(encoding="utf-8"))
    backend = json.loads((own.parent / data["backend"]["file"]).read_text(encoding="utf-8"))
    for extra in ("expect.toml", "minispect.toml", "backend.json"):
        files.pop(extra, None)
    modules = folder / "node_modules"
    return Program(name, files, data, backend, "", modules if modules.is_dir() else None)


def toml(data: dict[str, Any]) -> str:
    """TOML of a profile: tables of plain values, lists and small tables."""
    lines = []
    for table, values in data.items():
        lines.append(f"[{table}]")
        lines += [f"{key} = {_value(value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)
