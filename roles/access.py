"""Who may see a municipality's role gallery."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.rights import Permission, permissions_of
from roles.models import RoleAssignment, RoleAssignmentQuerySet


def get_role_holders(user: User, permission: Permission) -> RoleAssignmentQuerySet:
    """Return who holds roles in the person's municipality, or 403 to those who may not."""
    if permission not in permissions_of(user.person_roles):
        raise PermissionDenied
    return RoleAssignment.objects.visible_to(user)


def get_our_gallery(user: User, permission: Permission) -> int:
    """Return the id of the municipality whose gallery is the person's, or 403."""
    if permission not in permissions_of(user.person_roles) or user.municipality_id is None:
        raise PermissionDenied
    return user.municipality_id
