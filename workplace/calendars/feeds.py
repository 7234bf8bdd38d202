"""A person's calendar addresses: making, renewing and stopping them, and their tasks."""

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
    """Create the person's address for their own tasks, or for the project; return its token.

    The token is not kept and cannot be read later. Raises FeedAlreadyThere.
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
    """Replace the address and return its token; the old one stops working. Raises FeedNotThere."""
    token = new_token()
    theirs = CalendarFeed.objects.visible_to(by).for_project(project)
    if not theirs.update(token_hash=hash_of(token), renewed_at=at, last_fetched_on=None):
        raise FeedNotThere
    return token


@transaction.atomic
def stop_feed(*, by: "User", project: Project | None) -> None:
    """Delete the address. Raises FeedNotThere."""
    deleted, _ = CalendarFeed.objects.visible_to(by).for_project(project).delete()
    if not deleted:
        raise FeedNotThere


@transaction.atomic
def stop_all_feeds(*, by: "User") -> int:
    """Delete all the person's addresses, and return how many there were."""
    return CalendarFeed.objects.visible_to(by).delete()[0]


def note_fetch(*, feed: CalendarFeed, on: dt.date) -> bool:
    """Record the fetch; return whether it is the first that day."""
    if feed.last_fetched_on == on:
        return False
    unseen = ~Q(last_fetched_on=on) | Q(last_fetched_on=None)
    first = CalendarFeed.objects.filter(unseen, pk=feed.pk).update(last_fetched_on=on)
    return bool(first)


def tasks_in(feed: CalendarFeed, reader: "User") -> TaskQuerySet:
    """Return the open tasks with a due date that the address shows.

    What the person may read now: somebody who has left the project gets an empty calendar, and
    their program removes the dates.
    """
    seen = Task.objects.visible_to(reader).live().open().exclude(due_on=None)
    if feed.project_id is None:
        return seen.of(reader).order_by("due_on", "pk")
    theirs = Project.objects.visible_to(reader).filter(pk=feed.project_id)
    return seen.filter(project__in=theirs).order_by("due_on", "pk")


def project_in(feed: CalendarFeed, reader: "User") -> Project | None:
    """Return the project of the address, if the person may see it."""
    if feed.project_id is None:
        return None
    return Project.objects.visible_to(reader).for_list().filter(pk=feed.project_id).first()
