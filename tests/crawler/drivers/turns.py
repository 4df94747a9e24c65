"""Which of the dear device tests run today: whole scans of device targets take turns by the day."""

import datetime
import os

import pytest


def todays(number: int, of: int = 2) -> pytest.MarkDecorator:
    """Runs on every ``of``-th day; ``MINISPECT_DEVICE_TESTS=all`` runs them all."""
    today = datetime.datetime.now(datetime.UTC).toordinal() % of
    off = os.environ.get("MINISPECT_DEVICE_TESTS") != "all" and today != number
    return pytest.mark.skipif(off, reason="its turn is another day; MINISPECT_DEVICE_TESTS=all runs it")
