"""What a set of packages holds, told without running anything of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.host.lenient import LenientError, parse
from crawler.host.wxapkg import code
from crawler.host.wxapkg.code import Code
from crawler.host.wxapkg.container import Entry, WxapkgError, entries

_APPID = re.compile(r"wx[0-9a-f]{16}")
_COMPILER = re.compile(r"__wcc_version__\s*=\s*'([\w.]{1,60})'")
_LAZY = re.compile(r"\$gwx\w*_XC_\d+\s*=")
_PLAIN = re.compile(r"\$gwx\w*\s*=\s*function")
_GLASS = re.compile(r"batchAddCompiledTemplate\s*\(\s*(?:function|\()")
_MAX_CODE = 128 << 20
_MAIN = "app-config.json"


@dataclass
class Contents:
    """Everything known of the packages. ``files``: path in the program -> its entry."""

    containers: tuple[Path, ...]
    appid: str = ""
    config: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Entry] = field(default_factory=dict)
    code: dict[str, Code] = field(default_factory=dict)
    """Root ("" or "name/") -> its scripts, of the packages that are here."""
    problems: list[str] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """Declared pages, the entry page first."""
        declared = [self.config.get("entryPagePath"), *_list(self.config.get("pages"))]
        for package in self.subpackages:
            names = [str(page).strip("/") for page in _list(package.get("pages"))]
            # Written with the root before them in some packages, without in others.
            declared += [name if name.startswith(package["root"]) else package["root"] + name for name in names]
        paths = [str(page).strip("/").removesuffix(".html") for page in declared if page]
        return list(dict.fromkeys(paths))

    @property
    def subpackages(self) -> list[dict[str, Any]]:
        """Declared subpackages; ``root`` ends in a slash."""
        found = _list(self.config.get("subPackages") or self.config.get("subpackages"))
        named = [p for p in found if isinstance(p, dict) and str(p.get("root") or "").strip("/")]
        return [{**package, "root": str(package["root"]).strip("/") + "/"} for package in named]

    @property
    def absent(self) -> list[str]:
        """Roots of declared subpackages whose package is not here."""
        return [package["root"] for package in self.subpackages if not self.has(package["root"])]

    @property
    def plugins(self) -> dict[str, str]:
        """Name -> provider's appid and version, of declared plugins."""
        tables = [self.config.get("plugins"), *(package.get("plugins") for package in self.subpackages)]
        found = [pair for table in tables if isinstance(table, dict) for pair in table.items()]
        return {str(n): f"{p.get('provider', '')} {p.get('version', '')}" for n, p in found if isinstance(p, dict)}

    @property
    def engines(self) -> list[str]:
        """Kinds of template code: ``$gwx`` (whole), ``$gwx_XC`` (page by page), ``glass-easel``."""
        scripts = [script.text for part in self.code.values() for script in part.view]
        kinds = {"$gwx": _PLAIN, "$gwx_XC": _LAZY, "glass-easel": _GLASS}
        return [kind for kind, pattern in kinds.items() if any(pattern.search(text) for text in scripts)]

    @property
    def compilers(self) -> list[str]:
        """Versions of the template compiler that the code names."""
        scripts = [script.text for part in self.code.values() for script in part.view]
        return sorted({match[1] for text in scripts for match in _COMPILER.finditer(text)})

    @property
    def renderers(self) -> list[str]:
        """``webview``, ``skyline``; empty for packages older than the choice."""
        return self._used("renderer")

    @property
    def frameworks(self) -> list[str]:
        """``exparser``, ``glass-easel``; empty for packages older than the choice."""
        return self._used("componentFramework")

    @property
    def kinds(self) -> dict[str, int]:
        """Bytes by file suffix, the largest first."""
        total: Counter[str] = Counter()
        for path, entry in self.files.items():
            total[Path(path).suffix.lstrip(".").lower() or "other"] += entry.size
        return dict(total.most_common())

    def has(self, root: str) -> bool:
        return root in self.code

    def _used(self, choice: str) -> list[str]:
        table = self.config.get(choice)
        return [str(name) for name in _list(table.get("allUsed"))] if isinstance(table, dict) else []

    def text(self, path: str) -> str:
        """A file as text; what is no UTF-8 is replaced."""
        return self.files[path].read_bytes().decode("utf-8-sig", "replace")


def packaged(target: Path) -> bool:
    """Whether a target is a package or a folder of packages rather than a project folder."""
    if target.is_file():
        return target.suffix == ".wxapkg"
    if not target.is_dir() or (target / "app.json").exists() or (target / "project.config.json").exists():
        return False
    return any(target.glob("*.wxapkg"))


def look(target: Path) -> Contents:
    """Read a package, or all packages of a folder as one program. Raises WxapkgError."""
    containers = tuple(sorted(target.glob("*.wxapkg"))) if target.is_dir() else (target,)
    found = Contents(containers, _appid(containers[0]))
    for container in containers:
        _add(found, container)
    if _MAIN in found.files:
        found.config = _config(found)
    if "skyline" in found.renderers:
        found.problems.append(
            "app-config.json: it asks for the renderer Skyline, which this version does not have; its pages are "
            "drawn as web views where the package holds code for them"
        )
    size = 0
    roots = code.roots(found.files)
    owned: dict[str, list[str]] = {root: [] for root in roots}
    for path, entry in found.files.items():
        root = next((root for root in roots if path.startswith(root)), None)
        if root is not None:
            owned[root].append(path)
            size += entry.size if code.is_code(path) else 0
    if size > _MAX_CODE:
        raise WxapkgError(
            f"{target}: its code fills {size >> 20} MiB, {_MAX_CODE >> 20} are the most; give fewer packages"
        )
    found.code = {root: code.of_root(root, owned[root], found.text) for root in reversed(roots)}
    return found


def refusal(found: Contents) -> str:
    """Why the packages cannot be run, one sentence with the mend; "" when they can."""
    place = found.containers[0] if len(found.containers) == 1 else found.containers[0].parent
    if "game.json" in found.files or "game.js" in found.files:
        return f"{place}: this is a mini game; give the package of a mini program"
    if _MAIN not in found.files:
        return (
            f"{place}: there is no {_MAIN}, so this is a subpackage or a plugin; give a folder that holds the main "
            "package (often __APP__.wxapkg) and its subpackages"
        )
    if not found.has("") or not found.code[""].service:
        return f"{place}: the main package holds no logic (app-service.js); fetch it again"
    if not found.engines:
        return (
            f"{place}: its templates are in no form this version knows ($gwx, $gwx_XC, glass-easel for web views), as "
            "in packages for Skyline alone; give the project folder"
        )
    return ""


def _add(found: Contents, container: Path) -> None:
    inside = entries(container)
    if any(entry.path == _MAIN for entry in inside) and _MAIN in found.files:
        raise WxapkgError(
            f"{container}: {found.files[_MAIN].container.name} beside it is a main package too; "
            "give a folder that holds the packages of one program"
        )
    for entry in inside:
        if found.files.setdefault(entry.path, entry) is not entry:
            first = found.files[entry.path].container.name
            found.problems.append(f"{container.name}: '{entry.path}' is in {first} too and is taken from there")


def _config(found: Contents) -> dict[str, Any]:
    container = found.files[_MAIN].container
    try:
        config = parse(found.text(_MAIN))
    except LenientError as error:
        raise WxapkgError(f"{container}: its {_MAIN} is not valid JSON, {error}; fetch it again") from None
    if not isinstance(config, dict):
        raise WxapkgError(f"{container}: its {_MAIN} is no JSON object; fetch it again")
    return config


def _appid(container: Path) -> str:
    """WeChat keeps packages in folders (or under names) that hold the appid."""
    parts: Sequence[str] = container.absolute().parts
    return next((match[0] for part in reversed(parts) if (match := _APPID.search(part))), "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
