import factory
from factory.django import DjangoModelFactory

from authoring.models import PlanImport
from tests.accounts.factories import ConsultantFactory
from tests.dates import NOON
from tests.projects.factories import ProgrammeFactory


class PlanImportFactory(DjangoModelFactory[PlanImport]):
    """A file that waits to be read."""

    class Meta:
        model = PlanImport

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "xlsx"
    file_name = "plan.xlsx"
    content = b"PK"
    state_at = NOON
    made_at = NOON
    made_by = factory.SubFactory(
        ConsultantFactory,
        is_editor=True,
        partner=factory.SelfAttribute("..programme.system.supplier"),
    )
