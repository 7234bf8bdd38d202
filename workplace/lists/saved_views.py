"""Lists under a name: one's own, and those that members share in a project."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import QueryDict

from accounts.models import User
from organisations.alphabet import danish_key
from projects.models import Project
from workplace.models import SavedView
from workplace.models.workplace import LONGEST_QUERY


class ViewNameTaken(Exception):
    """The person has a view of that name in the same list."""


class ViewTooLong(Exception):
    """So much is chosen that the list's address has no room in a view."""


class OnlyMembersShare(Exception):
    """What is shared in a project is shared by somebody in it."""


def may_share(user: User, project: Project | None) -> bool:
    """Whether the person may share views there: a member of the project may."""
    return project is not None and project.members.filter(user=user).exists()


@transaction.atomic
def save_view(
    *, by: User, project: Project | None, name: str, query: str, is_shared: bool, at: dt.datetime
) -> SavedView:
    """Keep a list's address under a name; without a project, of the list across projects.

    ``query`` is what stands after the question mark; at most ``LONGEST_QUERY`` characters.
    Raises ``ViewNameTaken``, ``ViewTooLong`` and ``OnlyMembersShare``.
    """
    assert by.municipality is not None  # noqa: S101  # the list's views are for municipalities
    view = SavedView(municipality=by.municipality, project=project, owner=by, name=name)
    return overwrite_view(view=view, query=query, is_shared=is_shared, at=at)


@transaction.atomic
def overwrite_view(*, view: SavedView, query: str, is_shared: bool, at: dt.datetime) -> SavedView:
    """Let the view show another list; raises as ``save_view``."""
    if len(query) > LONGEST_QUERY:
        raise ViewTooLong
    if is_shared and not may_share(view.owner, view.project):
        raise OnlyMembersShare
    view.query, view.is_shared, view.saved_at = query, is_shared, at
    return _kept(view)


def own_view(user: User, project: Project | None, name: str) -> SavedView | None:
    """Return the person's own view of that name in the list."""
    mine = SavedView.objects.filter(owner=user, name=name).for_project(project)
    return mine.select_related("owner", "project").first()


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool) -> SavedView:
    """Give the view another name, share it or keep it to oneself; raises as ``save_view``.

    Whoever has left the project may still take back what they shared there.
    """
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if is_shared and not view.is_shared and not may_share(view.owner, view.project):
        raise OnlyMembersShare
    view.name, view.is_shared = name, is_shared
    return _kept(view)


def delete_view(*, view: SavedView) -> None:
    """Forget the view; whoever shared it takes it from the others, too."""
    view.delete()


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewNameTaken from error
    return view


def is_same_list(query: str, address: QueryDict) -> bool:
    """Whether both say the same, in whatever order."""
    return _said(QueryDict(query)) == _said(address)


def _said(address: QueryDict) -> dict[str, set[str]]:
    said = {name: {str(value) for value in values if value} for name, values in address.lists()}
    return {name: values for name, values in said.items() if values and name != "side"}


@dataclass(frozen=True)
class ViewLink:
    """A view above its list: where it leads, and whether it is what the list shows now."""

    view: SavedView
    url: str
    is_current: bool
    is_own: bool


def views_above(user: User, project: Project | None, address: QueryDict) -> list[ViewLink]:
    """Return the views of the list, one's own first, each kind by name."""
    if not user.is_municipal:
        return []
    views = SavedView.objects.visible_to(user).for_project(project).select_related("owner")
    links = [
        ViewLink(view, f"?{view.query}", is_same_list(view.query, address), view.owner == user)
        for view in views
    ]
    return sorted(links, key=lambda link: (not link.is_own, danish_key(link.view.name)))
