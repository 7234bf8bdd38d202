from accounts.rights import Permission
from roles.models import Role
from tests.accounts.factories import UserFactory
from tests.matrix.canary import canary
from tests.matrix.fields import Field
from tests.matrix.route import page
from tests.roles.factories import RoleAssignmentFactory, RoleFactory

FIELDS = {"roles.forms.GalleryFilters.system": Field("leader home", "/roller/")}
ROUTES = {
    "roles:gallery": page(Permission.GALLERY_VIEW),
    "roles:history": page(Permission.GALLERY_VIEW),
}


def fill_country(world):
    world.role = RoleFactory(scope=Role.Scope.CROSS, name="Rolle i prøvelandet")


def fill_municipality(world, place):
    municipality = world.municipalities[place]
    holder = UserFactory(municipality=municipality, name=f"Rolle {canary(place, 'all', 'people')}")
    RoleAssignmentFactory(municipality=municipality, role=world.role, user=holder)
