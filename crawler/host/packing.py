"""Which files of a project go into the package that phones get: ``packOptions`` of project.config.json.

Source: the platform's page of project.config.json: the rules are about the mini program's folder, compare without case,
and ``include`` goes before ``ignore``. The types are folder, file, suffix, prefix, glob and regexp.
"""

import fnmatch
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

_PLAIN = re.compile(r"[\w\s./\\$^*+?|\[\]-]{1,200}")
_REPEATS = re.compile(r"[*+?]")
_REPEATS_AT_MOST = 3
"""A pattern of the project's own must not keep the reader busy for ever: no groups, few repetitions."""

Rule = Callable[[str], bool]


def packed(files: Mapping[str, Path], settings: Mapping[str, Any], problems: list[str]) -> dict[str, Path]:
    """The files that are packed. app.json always is: without it there is nothing to start."""
    options = settings.get("packOptions")
    if not isinstance(options, dict):
        return dict(files)
    ignored, included = _rules(options.get("ignore"), problems), _rules(options.get("include"), problems)
    return {
        name: path
        for name, path in files.items()
        if name == "app.json" or not _any(ignored, name) or _any(included, name)
    }


def _any(rules: Iterable[Rule], name: str) -> bool:
    return any(rule(name.lower()) for rule in rules)


def _rules(found: Any, problems: list[str]) -> list[Rule]:
    rules: list[Rule] = []
    for entry in found if isinstance(found, list) else ():
        if not isinstance(entry, dict) or not entry.get("value"):
            continue
        kind, value = str(entry.get("type")), str(entry["value"])
        rule = _regexp(value) if kind == "regexp" else _rule(kind, value.lower().removeprefix("./").strip("/"))
        if rule is None:
            problems.append(
                f"project.config.json: the packing rule '{kind}' {value[:60]!r} is not understood and left out"
            )
        else:
            rules.append(rule)
    return rules


def _rule(kind: str, value: str) -> Rule | None:
    match kind:
        case "folder":
            return lambda name: name.startswith(value + "/")
        case "file":
            return lambda name: name == value
        case "suffix":
            return lambda name: name.endswith(value)
        case "prefix":
            return lambda name: posixpath.basename(name).startswith(value) or name.startswith(value)
        case "glob":
            return lambda name: fnmatch.fnmatchcase(name, value)
    return None


def _regexp(value: str) -> Rule | None:
    if not _PLAIN.fullmatch(value) or len(_REPEATS.findall(value)) > _REPEATS_AT_MOST:
        return None
    try:
        pattern = re.compile(value, re.IGNORECASE)
    except re.error:
        return None
    return lambda name: pattern.search(name) is not None
