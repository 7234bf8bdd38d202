import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def time_machine_to():
    """It is 2 March 2026, a Monday, at noon in Denmark; calling it travels on."""
    noon = dt.datetime(2026, 3, 2, 11, 0, tzinfo=dt.UTC)
    with time_machine.travel(noon, tick=False) as traveller:
        yield lambda day: traveller.move_to(moment(day))


def moment(text):
    """A day means its noon."""
    day = dt.datetime.fromisoformat(text)
    return day if day.tzinfo else day.replace(hour=11, tzinfo=dt.UTC)
