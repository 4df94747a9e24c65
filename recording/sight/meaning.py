"""What a picture's tree means to a user: the same for the walk, which sees it now, and the checks, later."""

from abc import ABC, abstractmethod
from functools import cached_property

from recording.sight.content import Content, content
from recording.sight.controls import Control, controls
from recording.sight.surfaces import Surface, surfaces
from recording.tree import Tree


class Meaning(ABC):
    """Everything is worked out when first asked for."""

    @property
    @abstractmethod
    def tree(self) -> Tree: ...

    @cached_property
    def content(self) -> Content:
        return content(self.tree)

    @cached_property
    def surfaces(self) -> list[Surface]:
        return surfaces(self.tree)

    @cached_property
    def controls(self) -> list[Control]:
        return controls(self.tree)
