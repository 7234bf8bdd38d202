"""The factories that most tests need; each app has its own in tests/<app>/factories.py."""

from tests.accounts.factories import LEFT_AT, ConsultantFactory, UserFactory, let_go
from tests.dates import NOON, TODAY
from tests.organisations.factories import MunicipalityFactory, PartnerFactory, SystemFactory
from tests.phases.factories import PhaseFactory, ThemeFactory
from tests.projects.factories import (
    ProgrammeFactory,
    ProjectFactory,
    ProjectMemberFactory,
    WaveFactory,
)
from tests.roles.factories import RoleAssignmentFactory, RoleFactory
from tests.shared_tasks.factories import SharedTaskFactory
from tests.tasks.factories import InternalNotesFactory, TaskFactory

__all__ = [
    "LEFT_AT",
    "NOON",
    "TODAY",
    "ConsultantFactory",
    "InternalNotesFactory",
    "MunicipalityFactory",
    "PartnerFactory",
    "PhaseFactory",
    "ProgrammeFactory",
    "ProjectFactory",
    "ProjectMemberFactory",
    "RoleAssignmentFactory",
    "RoleFactory",
    "SharedTaskFactory",
    "SystemFactory",
    "TaskFactory",
    "ThemeFactory",
    "UserFactory",
    "WaveFactory",
    "let_go",
]
