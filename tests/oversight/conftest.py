import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def the_day():
    """2 March 2026, a Monday, at noon in Denmark."""
    with time_machine.travel(dt.datetime(2026, 3, 2, 11, 0, tzinfo=dt.UTC), tick=False):
        yield
