"""Calendar addresses: making, renewing and stopping them, and what they lead to."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q

from projects.models import Project
from tasks.models import Task, TaskQuerySet
from workplace.calendars.tokens import hash_of, new_token
from workplace.models import CalendarFeed

if TYPE_CHECKING:
    from accounts.models import User


class FeedAlreadyThere(Exception):
    """The person has an address for it: it can be renewed, and not shown again."""


class FeedNotThere(Exception):
    """The person has no address for it."""


@transaction.atomic
def make_feed(*, by: "User", project: Project | None, at: dt.datetime) -> str:
    """Make the person an address for their own tasks, or for the project; return its token.

    The token is returned here and nowhere else. Raises FeedAlreadyThere.
    """
    assert by.municipality_id is not None  # noqa: S101  # its page is for municipalities' people
    token = new_token()
    feed = CalendarFeed(
        municipality_id=by.municipality_id,
        user=by,
        project=project,
        token_hash=hash_of(token),
        made_at=at,
    )
    try:
        with transaction.atomic():
            feed.save(force_insert=True)
    except IntegrityError as error:
        raise FeedAlreadyThere from error
    return token


@transaction.atomic
def renew_feed(*, by: "User", project: Project | None, at: dt.datetime) -> str:
    """Give it another address and return the token; the old one is dead. Raises FeedNotThere."""
    token = new_token()
    theirs = CalendarFeed.objects.visible_to(by).for_project(project)
    if not theirs.update(token_hash=hash_of(token), renewed_at=at, last_fetched_on=None):
        raise FeedNotThere
    return token


@transaction.atomic
def stop_feed(*, by: "User", project: Project | None) -> None:
    """Take the address away. Raises FeedNotThere."""
    deleted, _ = CalendarFeed.objects.visible_to(by).for_project(project).delete()
    if not deleted:
        raise FeedNotThere


@transaction.atomic
def stop_all_feeds(*, by: "User") -> int:
    """Take all the person's addresses away, and return how many there were."""
    return CalendarFeed.objects.visible_to(by).delete()[0]


def note_fetch(*, feed: CalendarFeed, on: dt.date) -> bool:
    """Write down that it was fetched that day; say whether it is the first time."""
    if feed.last_fetched_on == on:
        return False
    unseen = ~Q(last_fetched_on=on) | Q(last_fetched_on=None)
    first = CalendarFeed.objects.filter(unseen, pk=feed.pk).update(last_fetched_on=on)
    return bool(first)


def tasks_in(feed: CalendarFeed, reader: "User") -> TaskQuerySet:
    """Return the open tasks with a due date that the address shows today.

    Read as the person may read now: whoever has left the project finds an empty calendar, so
    that their program takes the dates away.
    """
    seen = Task.objects.visible_to(reader).live().open().exclude(due_on=None)
    if feed.project_id is None:
        return seen.of(reader).order_by("due_on", "pk")
    theirs = Project.objects.visible_to(reader).filter(pk=feed.project_id)
    return seen.filter(project__in=theirs).order_by("due_on", "pk")


def project_in(feed: CalendarFeed, reader: "User") -> Project | None:
    """Return the project the address is for, as long as the person may see it."""
    if feed.project_id is None:
        return None
    return Project.objects.visible_to(reader).for_list().filter(pk=feed.project_id).first()
