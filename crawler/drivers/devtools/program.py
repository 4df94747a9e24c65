"""What is known of the program beyond its pages: from the project's folder, or from what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.drivers.devtools.templates import Source


@dataclass(frozen=True)
class Tab:
    path: str
    text: str


@dataclass(frozen=True)
class Program:
    """``app`` is app.json, or as much of it as ``__wxConfig`` tells; ``settings`` are those of single pages."""

    appid: str = ""
    pages: tuple[str, ...] = ()
    app: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, Source] = field(default_factory=dict)
    """Of the project's folder; empty when only an address is known."""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        bar = self.app.get("tabBar")
        items = bar.get("list") if isinstance(bar, dict) else None
        return tuple(
            Tab(str(item.get("pagePath", "")).strip("/").removesuffix(".html"), str(item.get("text", "")))
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict)
        )

    @property
    def draws_own_tabs(self) -> bool:
        bar = self.app.get("tabBar")
        return isinstance(bar, dict) and bool(bar.get("custom"))

    def title(self, path: str) -> str:
        """Of the navigation bar; empty where the page draws its own."""
        window = self.app.get("window")
        own = {**(window if isinstance(window, dict) else {}), **self.settings.get(path, {})}
        return "" if own.get("navigationStyle") == "custom" else str(own.get("navigationBarTitleText") or "")


def told(config: Mapping[str, Any]) -> Program:
    """By the running program's own ``__wxConfig``."""
    account = config.get("accountInfo")
    settings = {
        str(path).removesuffix(".html"): dict(page.get("window") or {})
        for path, page in (config.get("page") or {}).items()
        if isinstance(page, dict)
    } if isinstance(config.get("page"), dict) else {}  # fmt: skip
    app = {
        name: config[name] for name in ("tabBar", "window", "permission", "requiredPrivateInfos") if config.get(name)
    }
    app |= {"window": config["global"].get("window")} if isinstance(config.get("global"), dict) else {}
    pages = config.get("pages")
    return Program(
        appid=str(account.get("appId") or "") if isinstance(account, dict) else "",
        pages=tuple(str(p).strip("/") for p in pages) if isinstance(pages, list) else (),
        app=app,
        settings=settings,
    )
