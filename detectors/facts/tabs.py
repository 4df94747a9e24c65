"""The tabs that the program declares: pages where entries of all kinds stand side by side."""

from detectors.facts.once import once
from recording.recording import Recording


@once
def tabs(recording: Recording) -> dict[str, str]:
    """Page to the words of its tab; nothing where the configuration is no sound one."""
    bar = recording.app.get("tabBar")
    listed = bar.get("list") if isinstance(bar, dict) else None
    entries = [t for t in listed if isinstance(t, dict)] if isinstance(listed, list) else []
    return {str(t.get("pagePath", "")).strip("/"): str(t.get("text", "")) for t in entries}
