"""When a person was last at their page: what others have done since then is new to them."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F

from workplace.models import MyPageVisit

if TYPE_CHECKING:
    from accounts.models import User

# Whoever comes back sooner is still at the same visit, and the news stays.
SAME_VISIT = dt.timedelta(minutes=30)


def note_my_visit(*, by: "User", at: dt.datetime) -> dt.datetime | None:
    """Write down that the person came, and return when they were there the time before.

    None at their first visit. One row is read; at most once in half an hour one statement
    writes, and of two at the same moment one of them.
    """
    visit = MyPageVisit.objects.filter(user=by).first()
    if visit is None:
        assert by.municipality_id is not None  # noqa: S101  # its page is for municipalities' people
        first = MyPageVisit(user=by, municipality_id=by.municipality_id, came_at=at)
        MyPageVisit.objects.bulk_create([first], ignore_conflicts=True)
        return None
    if visit.came_at >= at - SAME_VISIT:
        return visit.came_before_at
    before = MyPageVisit.objects.filter(user=by, came_at__lt=at - SAME_VISIT)
    before.update(came_before_at=F("came_at"), came_at=at)
    return visit.came_at
