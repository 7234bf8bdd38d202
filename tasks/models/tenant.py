from django.db import models

from organisations.models import Municipality
from projects.models import Programme


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
