"""The main navigation: each app lists its own items in NAVIGATION of its ``navigation.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.rights import Permission
from tenancy.app_modules import app_modules


@dataclass(frozen=True)
class NavigationItem:
    """``position`` is its place among those of all apps; it is current in its ``namespaces``."""

    position: int
    label: str
    url_name: str
    namespaces: tuple[str, ...]
    is_for: Callable[[User], bool]


class NavigationLink(NamedTuple):
    """One item on a page; `current` is the value of its aria-current, or ""."""

    label: str
    url: str
    current: str


def is_municipal(user: User) -> bool:
    return user.is_municipal


def is_central(user: User) -> bool:
    return not user.is_municipal


def who_may(permission: Permission) -> Callable[[User], bool]:
    """Return what finds those who may do it apart from any project."""
    return lambda user: permission in user.permissions


@cache
def items() -> tuple[NavigationItem, ...]:
    found = (item for said in app_modules("navigation") for item in said.NAVIGATION)
    return tuple(sorted(found, key=attrgetter("position")))


def links(request: HttpRequest, user: User) -> list[NavigationLink]:
    """Return the ways into the portal for the one who is signed in."""
    return [_link(request, item) for item in items() if item.is_for(user)]


def _link(request: HttpRequest, item: NavigationItem) -> NavigationLink:
    url, match = reverse(item.url_name), request.resolver_match
    if request.path == url:
        return NavigationLink(item.label, url, "page")
    is_inside = match is not None and match.namespace in item.namespaces
    return NavigationLink(item.label, url, "true" if is_inside else "")
