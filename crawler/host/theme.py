"""Variables of the theme file: what ``"@name"`` stands for in app.json and the pages' configurations.

Source: the platform's DarkMode guide, "themeLocation". The host's device is in its light mode.
"""

from collections.abc import Mapping
from typing import Any

from crawler.host.lenient import LenientError, parse


def variables(app: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The light theme's variables by name; empty when app.json names no theme file or it cannot be read."""
    place = str(app.get("themeLocation") or "").removeprefix("./").strip("/")
    try:
        found = parse(texts.get(place) or "{}")
    except LenientError:
        return {}
    light = found.get("light") if isinstance(found, dict) else None
    return light if isinstance(light, dict) else {}


def applied(value: Any, names: Mapping[str, Any]) -> Any:
    """The value with every ``"@name"`` in it replaced; one that the theme does not know stays."""
    if isinstance(value, str) and value.startswith("@"):
        return names.get(value[1:], value)
    if isinstance(value, list):
        return [applied(item, names) for item in value]
    if isinstance(value, dict):
        return {key: applied(item, names) for key, item in value.items()}
    return value


def themed(config: dict[str, Any], names: Mapping[str, Any], keys: tuple[str, ...] = ()) -> dict[str, Any]:
    """A configuration in the theme's colours: the named parts of it, or all but the components it uses."""
    if not names:
        return config
    chosen = keys or tuple(key for key in config if key != "usingComponents")
    return {key: applied(value, names) if key in chosen else value for key, value in config.items()}
