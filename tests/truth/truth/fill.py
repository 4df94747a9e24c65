"""Templates of sources: ``$name`` is filled in."""

from string import Template


def fill(text: str, **values: object) -> str:
    return Template(text).substitute({name: str(value) for name, value in values.items()})
