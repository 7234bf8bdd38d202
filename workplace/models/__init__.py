from workplace.models.calendar import CalendarFeed, CalendarFeedQuerySet
from workplace.models.workplace import BulkChange, MyPageVisit, SavedView, SavedViewQuerySet

__all__ = [
    "BulkChange",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "MyPageVisit",
    "SavedView",
    "SavedViewQuerySet",
]
