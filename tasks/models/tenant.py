from django.db import models

from organisations.models import Municipality
from projects.models import Programme
from tenancy.constraints import SameParent


def in_tenant_of_task(name: str) -> SameParent:
    """Return the constraint that a row is in its task's municipality and programme."""
    return SameParent(
        relation="task",
        parent=("municipality", "programme"),
        name=f"{name}_task_in_same_municipality_and_programme",
    )


class TenantRow(models.Model):
    """The municipality and programme of a row that belongs to a task.

    Kept on the row itself for row-level security and for ``SameParent`` constraints.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="kommune"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="+", verbose_name="program"
    )

    class Meta:
        abstract = True
