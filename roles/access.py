"""Access to a municipality's role gallery."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.rights import Permission
from roles.models import RoleAssignment, RoleAssignmentQuerySet


def get_role_holders(user: User, permission: Permission) -> RoleAssignmentQuerySet:
    """Return the role holders of the person's municipality, or 403 without the permission."""
    if permission not in user.permissions:
        raise PermissionDenied
    return RoleAssignment.objects.visible_to(user)


def get_our_gallery(user: User, permission: Permission) -> int:
    """Return the id of the person's municipality, or 403."""
    if permission not in user.permissions or user.municipality_id is None:
        raise PermissionDenied
    return user.municipality_id
