"""Offsets from a date: days, working days or months."""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import models

from projects.workdays import add_workdays


class Unit(models.TextChoices):
    DAY = "day", "dage"
    WORKDAY = "workday", "arbejdsdage"
    MONTH = "month", "måneder"


@dataclass(frozen=True)
class Offset:
    """``amount`` of ``unit`` after a date, or before it when negative."""

    amount: int
    unit: Unit

    def after(self, date: dt.date) -> dt.date:
        """Return the date at this offset; the 31st becomes a shorter month's last day."""
        if self.unit == Unit.MONTH:
            return date + relativedelta(months=self.amount)
        if self.unit == Unit.WORKDAY:
            return add_workdays(date, self.amount)
        return date + dt.timedelta(days=self.amount)
