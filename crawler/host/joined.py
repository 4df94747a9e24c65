"""The host's modules joined into one: a page then asks for three files instead of a hundred and fifty.

Understands the few forms in which our own modules import and export; whatever else stands at the start of a line there
is an error, so that nothing is joined wrongly. Packages from npm stay modules of their own.
"""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(
    r"^import (?:(?P<default>\w+)|\* as (?P<all>\w+)|\{(?P<named>[^}]*)\}) from '(?P<place>\.[^']+)';$", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?:(?P<default>default )|(?=(?:const|function|async function|class) (?P<name>\w+)))", re.MULTILINE
)
_NAME = re.compile(r"^export (?:const|function|async function|class) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_LATER = re.compile(r"\bimport\('(\.[^']+)'\)")


class NotJoinable(Exception):
    """A module in a form that this does not know; the message names it."""


def joined(entry: str, read: Callable[[str], str]) -> str:
    """One module that does what ``entry`` does. ``read`` gives a module's text by its path. Raises NotJoinable."""
    order: list[str] = []
    _visit(entry, read, order, [])
    outside: dict[str, str] = {}
    parts: list[str] = []
    numbers = {path: f"$m{number}" for number, path in enumerate(order)}
    for path in order:
        text, imports, exports = _taken_apart(path, read(path), numbers, outside)
        if path == entry:
            parts.append(imports + text)
            continue
        given = ", ".join(["__proto__: null", *exports])
        parts.append(f"const {numbers[path]} = (() => {{\n{imports}{text}\nreturn {{ {given} }};\n}})();")
    heads = [f"import * as {name} from './{path}';" for path, name in outside.items()]
    return "\n".join([*heads, *parts, ""])


def _visit(path: str, read: Callable[[str], str], order: list[str], trail: list[str]) -> None:
    if path in trail:
        raise NotJoinable(f"{' -> '.join([*trail, path])}: modules that import one another in a circle")
    if path in order or _outside(path):
        return
    for match in _IMPORT.finditer(read(path)):
        _visit(_resolved(path, match["place"]), read, order, [*trail, path])
    order.append(path)


def _taken_apart(path: str, text: str, numbers: dict[str, str], outside: dict[str, str]) -> tuple[str, str, list[str]]:
    """The module's own text, what it takes from others, and the names it gives."""
    lines: list[str] = []
    for match in _IMPORT.finditer(text):
        place = _resolved(path, match["place"])
        source = outside.setdefault(place, f"$x{len(outside)}") if _outside(place) else numbers[place]
        if match["named"] is not None:
            names = re.sub(r"\bas\b", ":", match["named"])
            lines.append(f"const {{{names}}} = {source};")
        elif match["all"]:
            lines.append(f"const {match['all']} = {source};")
        else:
            lines.append(f"const {match['default']} = {source}.default;")
    body = _IMPORT.sub("", text)
    exports = _NAME.findall(body)
    if len(re.findall(r"^export default ", body, re.MULTILINE)) == 1:
        exports.append("default: $default")
    body = _EXPORT.sub(lambda match: "const $default = " if match["default"] else "", body)
    left = _LEFT.search(body)
    if left:
        raise NotJoinable(f"{path}: {left.group(0)}")
    body = _LATER.sub(lambda match: f"import('./{_resolved(path, match[1])}')", body)
    return body.strip(), "".join(f"{line}\n" for line in lines), exports


def _resolved(path: str, place: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place))


def _outside(path: str) -> bool:
    return path.startswith("npm/")
