"""A compiled package as a project: what the compiler had made of each source is told apart again, nothing is run."""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.host.project import Asset, PackedCode, Project
from crawler.host.wxapkg import code, styles
from crawler.host.wxapkg.container import WxapkgError
from crawler.host.wxapkg.contents import Contents, look, refusal

_APP_KEYS = ("page", "global", "pages", "subPackages", "subpackages", "entryPagePath", "tabBar", "ext")
"""Parts of app-config.json that app.json has elsewhere or not at all."""
_NAMED_AT_MOST = 20


@dataclass(frozen=True)
class Picture:
    """A picture that the package keeps as text within its configuration."""

    name: str
    data: bytes

    def read_bytes(self) -> bytes:
        return self.data


def read(target: Path) -> Project:
    """Read a package or a folder of packages. Raises WxapkgError when the program cannot be started from it."""
    found = look(target)
    sentence = refusal(found)
    if sentence:
        raise WxapkgError(sentence)
    files: dict[str, Asset] = {path: entry for path, entry in found.files.items() if not _is_own(path)}
    texts, app = _texts(found, files)
    pages = tuple(page for page in found.pages if page + ".wxml" in texts)
    if not pages:
        raise WxapkgError(
            f"{target}: none of its {len(found.pages)} pages is in it; give the main package and its subpackages"
        )
    packed = tuple(_packed(root, part) for root, part in found.code.items())
    settings = {"appid": found.appid} if found.appid else {}
    return Project(target, app, settings, files, pages, (*found.problems, *_absent(found, texts)), texts, (), packed)


def _packed(root: str, part: code.Code) -> PackedCode:
    names = [path.removesuffix(".js") + ".js" for script in part.service for path in code.modules(script.text)]
    view, service = (tuple((script.path, script.text) for script in side) for side in (part.view, part.service))
    return PackedCode(root, view, service, tuple(dict.fromkeys(names)))


def _is_own(path: str) -> bool:
    """What a running program cannot read: compiled code and the package's own configuration."""
    return code.is_code(path) or path == "app-config.json"


def _texts(found: Contents, files: dict[str, Asset]) -> tuple[dict[str, str], dict[str, Any]]:
    """JSON and WXSS written again, the scripts as they are, and an empty text where code stands for a source."""
    scripts = [script for part in found.code.values() for script in (*part.service, *part.view)]
    texts = {path: found.text(path) for path in files if path.endswith(".json")}
    made: dict[str, dict[str, Any]] = {}
    named: set[str] = set()
    for script in scripts:
        texts[script.path] = script.text
        made.update((path, config) for path, config in code.configs(script.text) if "://" not in path)
        named.update(path.removesuffix(".js") + ".js" for path in code.modules(script.text))
        named.update(path + ".wxml" for path in code.templates(script.text) if "://" not in path)
    named.update(path.removesuffix(".html") + ".wxml" for path in found.files if path.endswith(".html"))
    app = _app(found, made.pop("app", {}), files)
    for page, window in _windows(found.config).items():
        made[page] = {**window, **made.get(page, {})}
    named.update(path + ".wxml" for path in made if path + ".js" in named)
    texts |= {path: "" for path in named if path not in texts}
    texts |= {path + ".json": json.dumps(config, ensure_ascii=False) for path, config in made.items()}
    texts |= {path + ".wxss": text for path, text in _sheets(found).items()}
    texts["app.json"] = json.dumps(app, ensure_ascii=False)
    return texts, app


def _sheets(found: Contents) -> dict[str, str]:
    sheets = styles.Sheets()
    for part in found.code.values():
        for script in part.view:
            styles.collect(script.text, sheets)
        for script in part.pages:
            styles.collect(script.text, sheets, script.path.removesuffix(".html"))
    return sheets.texts()


def _app(contents: Contents, app: dict[str, Any], files: dict[str, Asset]) -> dict[str, Any]:
    """app.json as it was, as far as app-config.json and the code tell."""
    config = contents.config
    found = {**app, **{key: value for key, value in config.items() if key not in _APP_KEYS}}
    general = config.get("global")
    if isinstance(general, dict) and isinstance(general.get("window"), dict):
        found["window"] = general["window"]
    found["pages"] = contents.pages
    found["entryPagePath"] = str(config.get("entryPagePath") or "").removesuffix(".html")
    found["subPackages"] = [{key: v for key, v in p.items() if key != "pages"} for p in contents.subpackages]
    if isinstance(config.get("tabBar"), dict):
        found["tabBar"] = _tab_bar(config["tabBar"], files)
    return found


def _tab_bar(config: dict[str, Any], files: dict[str, Asset]) -> dict[str, Any]:
    items = [dict(item) for item in config.get("list") or () if isinstance(item, dict)]
    for number, item in enumerate(items):
        item["pagePath"] = str(item.get("pagePath") or "").removesuffix(".html")
        for data, path in (("iconData", "iconPath"), ("selectedIconData", "selectedIconPath")):
            picture = _picture(item.pop(data, None), f"__tabbar__/{number}-{path}.png")
            if picture is not None and item.get(path) not in files:
                files[picture.name] = picture
                item[path] = picture.name
    return {**config, "list": items}


def _picture(data: Any, name: str) -> Picture | None:
    try:
        return Picture(name, base64.b64decode(data, validate=True)) if isinstance(data, str) and data else None
    except (binascii.Error, ValueError):
        return None


def _windows(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    table = config.get("page")
    pages = table.items() if isinstance(table, dict) else ()
    found = {str(path).removesuffix(".html"): page.get("window") for path, page in pages if isinstance(page, dict)}
    return {path: window for path, window in found.items() if isinstance(window, dict)}


def _absent(found: Contents, texts: dict[str, str]) -> list[str]:
    absent = ", ".join(f"'{root}'" for root in found.absent)
    mend = "their pages cannot be opened, give their .wxapkg in the same folder"
    sentences = [f"app-config.json: not among the packages given: the subpackages {absent}; {mend}"] if absent else []
    missing = [p for p in found.pages if p + ".wxml" not in texts and not any(p.startswith(r) for r in found.absent)]
    sentences += [f"app-config.json: the page '{page}' is not in the packages" for page in missing[:_NAMED_AT_MOST]]
    if len(missing) > _NAMED_AT_MOST:
        sentences.append(f"app-config.json: {len(missing) - _NAMED_AT_MOST} further pages are not in the packages")
    return sentences
