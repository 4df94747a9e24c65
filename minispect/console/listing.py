"""A page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

SIZE = 50
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
IDENTITY = 2**31 - 1
"""The largest number a row can have."""


Row = TypeVar("Row")


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """``rows`` of the page ``page`` of ``total`` in all."""

    rows: Sequence[Row]
    total: int
    page: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))
