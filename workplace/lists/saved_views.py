"""Saved views of task lists: a person's own, and those shared in a project."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import QueryDict

from accounts.models import User
from organisations.alphabet import danish_key
from projects.models import Project
from workplace.models import LONGEST_QUERY, SavedView


class ViewNameTaken(Exception):
    """The person has a view of that name in the same list."""


class ViewTooLong(Exception):
    """The list's query string is longer than a view can store."""


class OnlyMembersShare(Exception):
    """Only members of the project may share a view in it."""


def may_share(user: User, project: Project | None) -> bool:
    """Whether the person may share views in the project, as its members may."""
    return project is not None and project.members.filter(user=user).exists()


@transaction.atomic
def save_view(
    *, by: User, project: Project | None, name: str, query: str, is_shared: bool, at: dt.datetime
) -> SavedView:
    """Save a list's query string under a name; without a project, of the list across projects.

    ``query`` has at most ``LONGEST_QUERY`` characters. Raises ``ViewNameTaken``, ``ViewTooLong`` and ``OnlyMembersShare``.
    """
    assert by.municipality is not None  # noqa: S101  # the list's views are for municipalities
    view = SavedView(municipality=by.municipality, project=project, owner=by, name=name)
    return overwrite_view(view=view, query=query, is_shared=is_shared, at=at)


@transaction.atomic
def overwrite_view(*, view: SavedView, query: str, is_shared: bool, at: dt.datetime) -> SavedView:
    """Replace the view's query; raises as ``save_view``."""
    if len(query) > LONGEST_QUERY:
        raise ViewTooLong
    if is_shared and not may_share(view.owner, view.project):
        raise OnlyMembersShare
    view.query, view.is_shared, view.saved_at = query, is_shared, at
    return _saved(view)


def own_view(user: User, project: Project | None, name: str) -> SavedView | None:
    """Return the person's own view of that name in the list."""
    mine = SavedView.objects.filter(owner=user, name=name).for_project(project)
    return mine.select_related("owner", "project").first()


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool) -> SavedView:
    """Rename the view, share it or stop sharing it; raises as ``save_view``.

    Somebody who has left the project can still stop sharing.
    """
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if is_shared and not view.is_shared and not may_share(view.owner, view.project):
        raise OnlyMembersShare
    view.name, view.is_shared = name, is_shared
    return _saved(view)


def delete_view(*, view: SavedView) -> None:
    """Delete the view, also for those it is shared with."""
    view.delete()


def _saved(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewNameTaken from error
    return view


def is_same_list(query: str, address: QueryDict) -> bool:
    """Whether both have the same parameters, in any order."""
    return _values(QueryDict(query)) == _values(address)


def _values(address: QueryDict) -> dict[str, set[str]]:
    values = {name: {str(value) for value in given if value} for name, given in address.lists()}
    return {name: given for name, given in values.items() if given and name != "side"}


@dataclass(frozen=True)
class SavedViewLink:
    """A link to a view above its list, and whether the list shows it now."""

    view: SavedView
    url: str
    is_current: bool
    is_own: bool


def views_above(user: User, project: Project | None, address: QueryDict) -> list[SavedViewLink]:
    """Return the views of the list, the person's own first, each kind by name."""
    if not user.is_municipal:
        return []
    views = SavedView.objects.visible_to(user).for_project(project).select_related("owner")
    links = [
        SavedViewLink(view, f"?{view.query}", is_same_list(view.query, address), view.owner == user)
        for view in views
    ]
    return sorted(links, key=lambda link: (not link.is_own, danish_key(link.view.name)))
