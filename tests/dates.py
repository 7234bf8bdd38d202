"""The day on which tests take place."""

import datetime as dt

TODAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 11, 0, tzinfo=dt.UTC)
