import factory
from factory.django import DjangoModelFactory

from roles.models import Role, RoleAssignment
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MunicipalityFactory, SystemFactory


class RoleFactory(DjangoModelFactory[Role]):
    class Meta:
        model = Role

    code = factory.Sequence(lambda n: f"rolle-{n}")
    name = factory.Sequence(lambda n: f"Rolle {n}")
    scope = Role.Scope.SYSTEM
    stage = Role.Stage.BOTH


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    """Someone holds a role; when it is for a system and none is given, for a new one."""

    class Meta:
        model = RoleAssignment

    municipality = factory.SubFactory(MunicipalityFactory)
    role = factory.SubFactory(RoleFactory)
    scope = factory.SelfAttribute("role.scope")
    system = factory.Maybe(
        factory.LazyAttribute(lambda held: held.scope == Role.Scope.SYSTEM),
        yes_declaration=factory.SubFactory(SystemFactory),
        no_declaration=None,
    )
    user = factory.SubFactory(UserFactory, municipality=factory.SelfAttribute("..municipality"))
