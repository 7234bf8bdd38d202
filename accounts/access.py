"""Access to people: every page about others starts here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User, UserQuerySet
from accounts.rights import Permission


def get_people(user: User, permission: Permission) -> UserQuerySet:
    """Return everyone at the person's municipality or partner, or 403 to those who may not."""
    if permission not in user.permissions:
        raise PermissionDenied
    people: UserQuerySet = User.objects.visible_to(user)
    return people


def get_person(user: User, pk: int, permission: Permission) -> User:
    """Return someone of the same organisation, or 404 to strangers and 403 to those who may not."""
    people = User.objects.visible_to(user).select_related("municipality", "partner")
    person: User = get_object_or_404(people, pk=pk)
    if permission not in user.permissions:
        raise PermissionDenied
    return person
