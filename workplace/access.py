from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from workplace.calendars.tokens import hash_of
from workplace.models import BulkChange, CalendarFeed, SavedView


def get_view(user: User, pk: int) -> SavedView:
    """Return the person's own view, or 404; 403 to those whom it is shared with."""
    if not user.is_municipal:
        raise Http404
    views = SavedView.objects.visible_to(user).select_related("project__programme", "owner")
    view = get_object_or_404(views, pk=pk)
    if view.owner_id != user.pk:
        raise PermissionDenied
    return view


def get_feeds(user: User) -> list[CalendarFeed]:
    """Return the person's own calendar addresses, that of their own tasks first."""
    feeds = CalendarFeed.objects.visible_to(user).select_related("project__programme")
    return list(feeds.order_by(F("project").asc(nulls_first=True)))


def get_feed(user: User, token: str) -> CalendarFeed:
    """Return the person's calendar address with that token, or 404."""
    feeds = CalendarFeed.objects.visible_to(user).select_related("project__programme")
    return get_object_or_404(feeds, token_hash=hash_of(token))


def get_bulk_change(user: User, pk: int) -> BulkChange:
    """Return the person's own change of several tasks, or 404; partners' people make none."""
    if not user.is_municipal:
        raise Http404
    return get_object_or_404(BulkChange.objects.visible_to(user), pk=pk)
