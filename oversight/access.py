"""Who may see the national picture; one programme of it is reached by get_programme."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.rights import Action, actions_of
from projects.models import Programme, ProgrammeQuerySet


def get_programmes(user: User, action: Action) -> ProgrammeQuerySet:
    """Return the programmes of the person's partner, or 403 to those who may not."""
    if action not in actions_of(user.kinds):
        raise PermissionDenied
    return Programme.objects.visible_to(user)
